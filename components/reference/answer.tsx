import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy";
import { Textarea } from "@/components/ui/input";
import type { Answer } from "./call";

interface AnswerViewProps {
  readonly answer: Answer | undefined;
  readonly error: Error | null;
}

/** What came back: the status in words, the request's id, the body. Read out when it arrives. */
export function AnswerView({ answer, error }: AnswerViewProps) {
  return (
    <div aria-live="polite" className="empty:hidden">
      {error ? (
        <p className="rounded-md bg-bad-soft px-3 py-2 text-[13px] text-bad">
          The server cannot be reached. Check the connection and send again.
        </p>
      ) : null}
      {answer && !error ? <Came answer={answer} /> : null}
    </div>
  );
}

function Came({ answer }: { readonly answer: Answer }) {
  const { status, statusText, requestId, etag, milliseconds, body } = answer;
  return (
    <section aria-label="Answer" className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2 text-muted text-xs tabular-nums">
        <Badge tone={status < 400 ? "good" : "bad"}>
          {status} {statusText}
        </Badge>
        <span>{milliseconds} ms</span>
        {etag ? <span>ETag {etag}</span> : null}
      </p>
      {requestId ? (
        <p className="flex items-center gap-1 text-muted text-xs">
          <span className="min-w-0 [overflow-wrap:anywhere]">
            x-request-id <code className="font-mono text-ink">{requestId}</code>
          </span>
          <CopyButton value={requestId} label="Copy the request id" />
        </p>
      ) : null}
      {body === "" ? (
        <p className="text-[13px] text-muted">No body.</p>
      ) : (
        <Textarea
          readOnly
          aria-label="Body of the answer"
          value={body}
          rows={Math.min(20, body.split("\n").length + 1)}
          className="bg-sunken font-mono text-xs"
        />
      )}
    </section>
  );
}
