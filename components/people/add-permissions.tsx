"use client";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Member } from "@/lib/core/state";
import { usePeople } from "./context";
import { ExpiryField } from "./expiry-field";
import { toggled } from "./group";
import { PermissionChecklist } from "./permission-checklist";
import type { PersonAt } from "./person-model";
import { counted } from "./words";

interface AddProps {
  readonly at: PersonAt;
  readonly member: Member;
  readonly onClose: () => void;
}

/** Direct permissions for one person. What he holds in another way can be given directly as well, and says so. */
export function AddPermissions({ at, member, onClose }: AddProps) {
  const { review, reviewing } = usePeople();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const direct = new Set(member.grants.map(({ permissionId }) => permissionId));
  const name = nameOf(member.person);
  const go = () =>
    review({
      title: `Add ${counted(chosen.size, "permission")} to ${name}`,
      changes: [...chosen].map((permission) => ({
        kind: "add-permission",
        member: member.id,
        permission,
        expiresAt,
      })),
      people: [member],
      done: `Added ${counted(chosen.size, "permission")} to ${name}.`,
      onApplied: onClose,
    });
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" disabled={chosen.size === 0} onClick={go}>
        Review
      </Button>
    </>
  );
  return (
    <Dialog
      open={!reviewing}
      onOpenChange={(open) => open || onClose()}
      title={`Add permissions to ${name}`}
      footer={footer}
      wide
    >
      <div className="flex flex-col gap-4">
        <PermissionChecklist
          label="Permissions that are not given directly"
          permissions={at.permissions.filter(({ id }) => !direct.has(id))}
          chosen={chosen}
          onToggle={(ids, on) => setChosen(toggled(chosen, ids, on))}
          remark={({ id }) => (at.access.has(id) ? "Held already, in another way" : undefined)}
        />
        <ExpiryField id="add-until" value={expiresAt} onChange={setExpiresAt} />
      </div>
    </Dialog>
  );
}
