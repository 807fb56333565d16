"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { fetchJson } from "@/components/data/fetch-json";
import { pathOf } from "@/components/data/queries";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Time } from "@/components/ui/time";
import type { Permission } from "@/lib/core/permission";
import type { Member } from "@/lib/core/state";
import type { RoleView } from "@/lib/core/view";
import { cellOf, type Model } from "./model";
import type { PendingChange } from "./pending";
import { waysToTake } from "./ways";
import { sourceInWords } from "./words";

interface CellDialogProps {
  readonly organizationId: string;
  readonly model: Model;
  readonly member: Member;
  readonly permission: Permission;
  /** Why nobody can be given it here; undefined: one can. */
  readonly gate: string | undefined;
  readonly roles: readonly RoleView[];
  readonly mayReadAudit: boolean;
  /** Null: this person may look alone. */
  readonly onChange: ((changes: readonly PendingChange[]) => void) | null;
  readonly onClose: () => void;
}

/** One cell: where it comes from, the ways to change it and what each changes besides, until when, and who was here last. */
export function CellDialog({
  organizationId,
  model,
  member,
  permission,
  gate,
  roles,
  mayReadAudit,
  onChange,
  onClose,
}: CellDialogProps) {
  const cell = cellOf(model, member.id, permission.id);
  const shown = model.after.members.get(member.id);
  const direct = shown?.grants.find((grant) => grant.permissionId === permission.id);
  const ways = waysToTake(model, member.id, permission.id, roles);
  const decide = (changes: readonly PendingChange[]) => {
    onChange?.(changes);
    onClose();
  };
  const remove = () => decide([{ kind: "remove-permission", member: member.id, permission: permission.id }]);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={permission.displayName}
      description={`${nameOf(member.person)} · ${permission.description ?? permission.name}`}
    >
      <div className="flex flex-col gap-5">
        <section>
          <h3 className="font-medium text-[13px]">{cell.look === "none" ? "Not held" : "Held through"}</h3>
          <ul className="mt-1 list-inside list-disc text-[13px] text-muted">
            {cell.sources.map((source) => (
              <li key={sourceInWords(source)}>{sourceInWords(source)}</li>
            ))}
          </ul>
        </section>
        {onChange === null ? null : direct ? (
          <Button look="danger" onClick={remove}>
            Remove the direct permission
          </Button>
        ) : gate ? (
          <p className="rounded-md bg-warn-soft px-3 py-2 text-[13px] text-warn">{gate}</p>
        ) : (
          <GrantUntil
            onGrant={(expiresAt) =>
              decide([{ kind: "add-permission", member: member.id, permission: permission.id, expiresAt }])
            }
          />
        )}
        {ways.length > 0 && onChange !== null ? (
          <section>
            <h3 className="font-medium text-[13px]">Ways to take it away</h3>
            <ul className="mt-2 flex flex-col gap-2">
              {ways.map((way) => (
                <li key={way.title} className="flex items-start justify-between gap-3 rounded-md border p-3">
                  <div>
                    <p className="font-medium text-[13px]">{way.title}</p>
                    <p className="mt-0.5 text-[13px] text-muted">{way.besides}</p>
                  </div>
                  {way.changes.length > 0 ? (
                    <Button
                      size="small"
                      onClick={() => decide(way.changes)}
                      aria-label={`Choose: ${way.title}`}
                    >
                      Choose
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {mayReadAudit ? (
          <LastChanges
            organizationId={organizationId}
            personId={member.person.id}
            permissionId={permission.id}
          />
        ) : null}
      </div>
    </Dialog>
  );
}

function GrantUntil({ onGrant }: { readonly onGrant: (expiresAt: string | null) => void }) {
  const [until, setUntil] = useState("");
  const ends = until === "" ? null : new Date(`${until}T23:59:59`).toISOString();
  return (
    <div className="flex items-end gap-2">
      <Field id="until" label="Until (optional)">
        <Input id="until" type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
      </Field>
      <Button look="primary" onClick={() => onGrant(ends)}>
        Add directly
      </Button>
    </div>
  );
}

interface AuditLine {
  readonly kind: string;
  readonly at: string;
  readonly actor_label: string;
  readonly revision: number;
}

function LastChanges({
  organizationId,
  personId,
  permissionId,
}: {
  readonly organizationId: string;
  readonly personId: string;
  readonly permissionId: string;
}) {
  const path = pathOf(organizationId, "audit-log", { personId, permissionId, limit: 3 });
  const { data } = useQuery({
    queryKey: ["organization", organizationId, "audit", { personId, permissionId, limit: 3 }],
    queryFn: ({ signal }) => fetchJson<{ readonly events: readonly AuditLine[] }>(path, signal),
  });
  if (!data || data.events.length === 0) return null;
  return (
    <section>
      <h3 className="font-medium text-[13px]">Last changes</h3>
      <ul className="mt-1 text-[13px] text-muted">
        {data.events.map((event) => (
          <li key={event.revision}>
            {event.actor_label}: {event.kind.replace(".", " ")}, <Time value={event.at} />
          </li>
        ))}
      </ul>
    </section>
  );
}
