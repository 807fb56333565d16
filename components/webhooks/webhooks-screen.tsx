"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { isReadFailure } from "@/components/data/fetch-json";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Empty, Failure, ListFrame, SkeletonRows } from "@/components/ui/states";
import type { WebhookRow } from "@/lib/core/webhook";
import { SecretOnce } from "./secret-once";
import type { Manage } from "./use-manage";
import { WebhookCard } from "./webhook-card";
import { WebhookDialog } from "./webhook-dialog";
import { webhooksQuery } from "./webhooks-query";

interface WebhooksScreenProps {
  readonly organizationId: string;
  readonly manage: Manage;
}

/** Which addresses hear of what happens here, and what they said to it. */
export function WebhooksScreen({ organizationId, manage }: WebhooksScreenProps) {
  const { data, error, refetch } = useQuery(webhooksQuery(organizationId));
  const [creating, setCreating] = useState(false);
  const [editing, setEditing] = useState<WebhookRow | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const requestId = isReadFailure(error) ? error.requestId : undefined;
  return (
    <>
      <PageHeader
        title="Webhooks"
        actions={
          <Button look="primary" disabled={!data} onClick={() => setCreating(true)}>
            <Plus className="size-4" aria-hidden /> Add webhook
          </Button>
        }
      >
        Addresses that are told of what changes here, in messages signed by the Standard Webhooks convention.
      </PageHeader>
      {!data && error ? (
        <Failure message={error.message} requestId={requestId} onRetry={() => void refetch()} />
      ) : null}
      {data || error ? null : (
        <ListFrame>
          <SkeletonRows rows={3} label="Loading webhooks" />
        </ListFrame>
      )}
      {data?.length === 0 ? (
        <Empty title="No webhooks yet">
          Add one for a service that should hear when someone's access, a role or a setting changes.
        </Empty>
      ) : null}
      <div className="flex flex-col gap-4 px-4 pb-16 md:px-8">
        {data?.map((webhook) => (
          <WebhookCard
            key={webhook.id}
            organizationId={organizationId}
            webhook={webhook}
            manage={manage}
            onSecret={setSecret}
            onEdit={() => setEditing(webhook)}
          />
        ))}
      </div>
      {creating || editing ? (
        <WebhookDialog
          organizationId={organizationId}
          webhook={editing}
          manage={manage}
          onSecret={setSecret}
          onClose={() => {
            setCreating(false);
            setEditing(null);
          }}
        />
      ) : null}
      {secret === null ? null : <SecretOnce secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}
