"use client";
import { useState } from "react";
import { KINDS } from "@/components/audit/words";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Time } from "@/components/ui/time";
import { FAILING_DAYS, type WebhookRow } from "@/lib/core/webhook";
import { DeliveryLog } from "./delivery-log";
import { type Manage, useManage } from "./use-manage";

interface WebhookCardProps {
  readonly organizationId: string;
  readonly webhook: WebhookRow;
  readonly manage: Manage;
  readonly onSecret: (secret: string | null) => void;
  readonly onEdit: () => void;
}

/** One webhook with what can be done to it; its log opens below. */
export function WebhookCard({ organizationId, webhook, manage, onSecret, onEdit }: WebhookCardProps) {
  const act = useManage(organizationId, manage);
  const [asking, setAsking] = useState<"rotate" | "delete" | null>(null);
  const [open, setOpen] = useState(false);
  const isPaused = webhook.paused !== null;
  const run = (name: string, done: string) => act({ act: name, webhook: webhook.id }, done);
  const confirmed = async () => {
    if (asking === "delete") await run("delete", "The webhook is deleted.");
    if (asking !== "rotate") return;
    const outcome = await run("rotate", "The webhook has a new secret.");
    if (outcome.ok) onSecret(outcome.value.secret);
  };
  return (
    <section aria-label={webhook.url} className="overflow-hidden rounded-lg border bg-surface text-[13px]">
      <div className="flex flex-col gap-2 p-4">
        <h2 className="break-all font-mono font-semibold">{webhook.url}</h2>
        <Standing webhook={webhook} />
        <div className="flex flex-wrap gap-2 pt-1">
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            Messages
          </Button>
          <Button size="small" onClick={onEdit}>
            Edit
          </Button>
          <Button size="small" disabled={isPaused} onClick={() => void run("test", "A test is on its way.")}>
            Send test
          </Button>
          {isPaused ? (
            <Button size="small" onClick={() => void run("resume", "The webhook goes on.")}>
              Resume
            </Button>
          ) : (
            <Button size="small" onClick={() => void run("pause", "The webhook is paused.")}>
              Pause
            </Button>
          )}
          <Button size="small" onClick={() => setAsking("rotate")}>
            New secret
          </Button>
          <Button size="small" look="danger" onClick={() => setAsking("delete")}>
            Delete
          </Button>
        </div>
      </div>
      {open ? <DeliveryLog organizationId={organizationId} webhook={webhook} manage={manage} /> : null}
      <Confirm
        open={asking !== null}
        onOpenChange={() => setAsking(null)}
        title={asking === "delete" ? "Delete this webhook?" : "Give it a new secret?"}
        description={
          asking === "delete"
            ? "What waits is not sent any more, and its log goes with it."
            : "Messages are signed with both for 24 hours, then with the new one alone."
        }
        act={asking === "delete" ? "Delete webhook" : "Make new secret"}
        onConfirm={confirmed}
      />
    </section>
  );
}

function Standing({ webhook }: { readonly webhook: WebhookRow }) {
  const names = KINDS.filter(([kind]) => webhook.kinds.includes(kind)).map(([, label]) => label);
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        {webhook.paused === null ? <Badge tone="good">Active</Badge> : null}
        {webhook.paused === "ASKED" ? <Badge>Paused</Badge> : null}
        {webhook.paused === "FAILING" ? <Badge tone="bad">Paused by Grantdesk</Badge> : null}
        <span className="text-muted">
          {names.length === 0 ? "Hears of everything." : `Hears of: ${names.join(", ")}.`}
        </span>
      </p>
      {webhook.failingSince ? (
        <p className="text-bad">
          Nothing was accepted since <Time value={webhook.failingSince} />. After {FAILING_DAYS} days like
          that it is paused.
        </p>
      ) : null}
      {webhook.previousUntil ? (
        <p className="text-muted">
          The secret before this one signs too until <Time value={webhook.previousUntil} />.
        </p>
      ) : null}
    </>
  );
}
