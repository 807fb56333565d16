"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import type { Member } from "@/lib/core/state";
import type { DeskView } from "@/lib/core/view";
import type { AskedChange } from "./asked";
import { usePeople } from "./context";
import { ExpiryField } from "./expiry-field";
import { toggled } from "./group";
import { PermissionChecklist } from "./permission-checklist";
import { counted } from "./words";

export type BulkKind = "assign-role" | "add-permission" | "remove-permission";

interface BulkDialogProps {
  readonly kind: BulkKind;
  readonly desk: DeskView;
  readonly members: readonly Member[];
  readonly onClose: () => void;
  readonly onApplied: () => void;
}

const TITLES: Readonly<Record<BulkKind, string>> = {
  "assign-role": "Assign a role to",
  "add-permission": "Add permissions to",
  "remove-permission": "Remove permissions from",
};

/** What to give or take, and until when; then on to the review. */
export function BulkDialog({ kind, desk, members, onClose, onApplied }: BulkDialogProps) {
  const { review, reviewing } = usePeople();
  const [role, setRole] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const people = counted(members.length, "person", "people");
  const title = `${TITLES[kind]} ${people}`;
  const changes = changesOf(kind, members, { role, chosen, expiresAt });
  const go = () => review({ title, changes, people: members, done: `Done for ${people}.`, onApplied });
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" disabled={changes.length === 0} onClick={go}>
        Review
      </Button>
    </>
  );
  return (
    <Dialog
      open={!reviewing}
      onOpenChange={(open) => open || onClose()}
      title={title}
      footer={footer}
      wide={kind !== "assign-role"}
    >
      <div className="flex flex-col gap-4">
        {kind === "assign-role" ? (
          <Field id="bulk-role" label="Role">
            <Select id="bulk-role" value={role} onChange={(event) => setRole(event.target.value)}>
              <option value="">Choose …</option>
              {desk.roles
                .filter(({ level }) => level !== "PROJECT")
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </Select>
          </Field>
        ) : (
          <PermissionChecklist
            label={kind === "add-permission" ? "Permissions to add" : "Direct permissions to remove"}
            permissions={kind === "add-permission" ? desk.permissions : heldDirectly(desk, members)}
            chosen={chosen}
            onToggle={(ids, on) => setChosen(toggled(chosen, ids, on))}
          />
        )}
        {kind === "remove-permission" ? null : (
          <ExpiryField id="bulk-until" value={expiresAt} onChange={setExpiresAt} />
        )}
      </div>
    </Dialog>
  );
}

interface Chosen {
  readonly role: string;
  readonly chosen: ReadonlySet<string>;
  readonly expiresAt: string | null;
}

function changesOf(
  kind: BulkKind,
  members: readonly Member[],
  { role, chosen, expiresAt }: Chosen,
): AskedChange[] {
  return members.flatMap(({ id: member, grants }): AskedChange[] => {
    if (kind === "assign-role") return role ? [{ kind, member, role, expiresAt }] : [];
    if (kind === "add-permission")
      return [...chosen].map((permission) => ({ kind, member, permission, expiresAt }));
    return grants
      .filter(({ permissionId }) => chosen.has(permissionId))
      .map(({ permissionId }) => ({ kind, member, permission: permissionId }));
  });
}

function heldDirectly(desk: DeskView, members: readonly Member[]) {
  const held = new Set(members.flatMap(({ grants }) => grants.map(({ permissionId }) => permissionId)));
  return desk.permissions.filter(({ id }) => held.has(id));
}
