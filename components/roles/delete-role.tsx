"use client";
import { useState } from "react";
import { Refused } from "@/components/data/refused";
import { useWrite } from "@/components/data/use-write";
import type { ReviewActions } from "@/components/data/wanted";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ChangeView, DeskView, Outcome, RoleView } from "@/lib/core/view";
import { Consequences, usePreview } from "./consequences";
import { plural } from "./role-model";

interface DeleteRoleProps {
  readonly role: RoleView;
  readonly desk: DeskView;
  readonly actions: ReviewActions;
  readonly onClose: () => void;
}

/** Asks by name, and says first who would lose what. */
export function DeleteRole({ role, desk, actions, onClose }: DeleteRoleProps) {
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<ChangeView> | null>(null);
  const organizationId = desk.organization.id;
  const changes = [{ kind: "delete-role", role: role.id } as const];
  const preview = usePreview(organizationId, changes, actions, !busy);
  const write = useWrite(organizationId, actions);
  const run = async () => {
    setBusy(true);
    const result = await write(changes, { done: `${role.name} is deleted.` });
    setBusy(false);
    if (result.ok) onClose();
    else setOutcome(result);
  };
  const blocked = preview.data?.ok !== true || preview.data.value.refusals.length > 0;
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="danger" disabled={typed !== role.name || busy || blocked} onClick={() => void run()}>
        Delete role
      </Button>
    </>
  );
  const held =
    role.holders === 0 ? "Nobody has it." : `${plural(role.holders, "holder")} will no longer have it.`;
  return (
    <Dialog open onOpenChange={onClose} title={`Delete ${role.name}?`} description={held} footer={footer}>
      <div className="flex flex-col gap-4">
        <Consequences preview={preview} roles={[role]} />
        <Field id="delete-role-name" label={`Type "${role.name}" to go on`}>
          <Input
            id="delete-role-name"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
          />
        </Field>
        <Refused outcome={outcome} />
      </div>
    </Dialog>
  );
}
