"use client";
import { useMutation } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { CopyButton } from "@/components/ui/copy";
import { useLive } from "@/components/ui/use-live";
import { AnswerView } from "./answer";
import { curlOf, type Draft, missingIn, send, waysOf } from "./call";
import type { Endpoint } from "./document";
import type { Caller } from "./endpoint";
import { sampleOf } from "./schema";
import { TryFields } from "./try-fields";

interface TryCallProps {
  readonly endpoint: Endpoint;
  readonly caller: Caller;
}

/** Sends the call for real, from this browser, and shows what comes back. */
export function TryCall({ endpoint, caller }: TryCallProps) {
  const id = useId();
  const live = useLive();
  const [draft, setDraft] = useState<Draft>(() => firstDraft(endpoint, caller));
  const [asked, setAsked] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const call = useMutation({ mutationFn: () => send(endpoint, draft, caller.secret.trim()) });
  const missing = missingIn(endpoint, draft);
  const broken = endpoint.requestBody ? brokenJson(draft.body) : undefined;
  const noSecret = draft.way !== null && draft.way !== "session" && caller.secret.trim() === "";
  const ready = missing.length === 0 && !broken && !noSecret;
  const submit = () => {
    setAsked(true);
    if (!ready) return;
    if (endpoint.method === "DELETE") return setConfirming(true);
    call.mutate();
  };
  return (
    <form
      aria-label={`Try: ${endpoint.summary}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className="flex min-w-0 flex-col gap-3"
    >
      <h4 className="font-medium text-[13px]">Try it</h4>
      <fieldset disabled={!live} className="contents">
        <TryFields
          id={id}
          endpoint={endpoint}
          draft={draft}
          missing={asked ? missing : []}
          broken={asked ? broken : undefined}
          onDraft={setDraft}
        />
        <Foot endpoint={endpoint} busy={call.isPending} noSecret={asked && noSecret} />
      </fieldset>
      <AnswerView answer={call.data} error={call.error} />
      <Curl text={curlOf(endpoint, draft, caller.origin)} />
      <Confirm
        open={confirming}
        onOpenChange={setConfirming}
        title={`${endpoint.summary}?`}
        description="This deletes or ends something for real."
        act="Send it"
        onConfirm={() => call.mutate()}
      />
    </form>
  );
}

interface FootProps {
  readonly endpoint: Endpoint;
  readonly busy: boolean;
  readonly noSecret: boolean;
}

function Foot({ endpoint, busy, noSecret }: FootProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button type="submit" look="primary" size="small" disabled={busy}>
        <Send className="size-3.5" aria-hidden /> {busy ? "Sending…" : `Send ${endpoint.method}`}
      </Button>
      {endpoint.method === "GET" && !endpoint["x-changes"] ? null : (
        <span className="text-muted text-xs">No rehearsal: it acts on your real data.</span>
      )}
      {noSecret ? (
        <span role="alert" className="text-bad text-xs">
          This call needs a token. Paste one at the top of the page.
        </span>
      ) : null}
    </div>
  );
}

function Curl({ text }: { readonly text: string }) {
  return (
    <div>
      <div className="mb-1 flex items-center justify-between">
        <h5 className="text-muted text-xs">In a shell</h5>
        <CopyButton value={text} label="Copy the curl line" />
      </div>
      <pre className="whitespace-pre-wrap rounded-md border bg-sunken px-3 py-2 font-mono text-xs [overflow-wrap:anywhere]">
        {text}
      </pre>
    </div>
  );
}

function firstDraft(endpoint: Endpoint, { secret, schemas, organizationId }: Caller): Draft {
  const ways = waysOf(endpoint);
  const pasted = ways.find((way) => way !== "session");
  const content = endpoint.requestBody?.content["application/json"];
  const known: Record<string, string> = organizationId ? { organization_id: organizationId } : {};
  const sample = content?.example ?? (content?.schema ? sampleOf(content.schema, schemas, known) : {});
  return {
    way: (secret && pasted) || (ways.includes("session") ? "session" : (pasted ?? null)),
    values: organizationId ? { "path.organization_id": organizationId } : {},
    body: content ? JSON.stringify(sample, null, 2) : "",
  };
}

function brokenJson(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return "This is not JSON.";
  }
}
