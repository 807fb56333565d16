"use client";
import { useQuery } from "@tanstack/react-query";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Empty, Failure, SkeletonRows } from "@/components/ui/states";
import { Time } from "@/components/ui/time";
import type { DeliveryRow, WebhookRow } from "@/lib/core/webhook";
import { type Manage, useManage } from "./use-manage";
import { deliveriesQuery } from "./webhooks-query";

interface DeliveryLogProps {
  readonly organizationId: string;
  readonly webhook: WebhookRow;
  readonly manage: Manage;
}

const STATES = {
  WAITING: { tone: "warn", label: "Waiting" },
  DELIVERED: { tone: "good", label: "Delivered" },
  FAILED: { tone: "bad", label: "Failed" },
} as const;

/** The newest messages to a webhook, each with its last answer and a way to send it again. */
export function DeliveryLog({ organizationId, webhook, manage }: DeliveryLogProps) {
  const { data, error, refetch } = useQuery(deliveriesQuery(organizationId, webhook.id));
  const act = useManage(organizationId, manage);
  const again = (delivery: string) =>
    act({ act: "redeliver", webhook: webhook.id, delivery }, "The message is sent again.");
  if (!data && error) return <Failure message={error.message} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={3} label="Loading messages" />;
  if (data.length === 0)
    return <Empty title="No messages yet">Nothing that it hears of has happened since it was added.</Empty>;
  return (
    <ul aria-label="Messages" className="divide-y border-t">
      {data.map((delivery) => (
        <li key={delivery.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
          <Badge tone={STATES[delivery.status].tone}>{STATES[delivery.status].label}</Badge>
          <span className="font-medium">{delivery.kind}</span>
          <span className="text-muted">
            {delivery.revision === null ? "a test" : `revision ${delivery.revision}.${delivery.sequence}`}
          </span>
          <Time value={delivery.lastAt ?? delivery.createdAt} />
          <Button
            size="small"
            className="ml-auto"
            disabled={webhook.paused !== null}
            onClick={() => void again(delivery.id)}
          >
            Send again
          </Button>
          <Answered delivery={delivery} />
        </li>
      ))}
    </ul>
  );
}

function Answered({ delivery }: { readonly delivery: DeliveryRow }) {
  const { attempts, answerStatus, answerText, problem, status, nextAt } = delivery;
  return (
    <p className="w-full break-words text-muted">
      {attempts} {attempts === 1 ? "attempt" : "attempts"}
      {answerStatus === null ? null : `, answered ${answerStatus}`}
      {problem === null ? null : `: ${problem}`}
      {status === "WAITING" && attempts > 0 ? (
        <>
          , next <Time value={nextAt} />
        </>
      ) : null}
      {answerText ? <code className="mt-1 block break-all font-mono text-xs">{answerText}</code> : null}
    </p>
  );
}
