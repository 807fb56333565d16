"use client";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import type { Member } from "@/lib/core/state";
import { usePeople } from "./context";
import { ExpiryField } from "./expiry-field";
import type { PersonAt } from "./person-model";
import { counted } from "./words";

interface AssignProps {
  readonly at: PersonAt;
  readonly member: Member;
  readonly onClose: () => void;
}

export function AssignRole({ at, member, onClose }: AssignProps) {
  const { review, reviewing } = usePeople();
  const [roleId, setRoleId] = useState("");
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const role = at.roles.get(roleId);
  const who = nameOf(member.person);
  const go = () =>
    review({
      title: `Assign ${role?.name ?? "a role"} to ${who}`,
      changes: [{ kind: "assign-role", member: member.id, role: roleId, expiresAt }],
      people: [member],
      done: `${who} has the role ${role?.name ?? ""}.`,
      onApplied: onClose,
    });
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" disabled={!role} onClick={go}>
        Review
      </Button>
    </>
  );
  return (
    <Dialog
      open={!reviewing}
      onOpenChange={(open) => open || onClose()}
      title={`Assign a role to ${who}`}
      footer={footer}
    >
      <div className="flex flex-col gap-4">
        <Field
          id="assign-role"
          label="Role"
          hint={
            role
              ? (role.description ?? `Gives ${counted(role.permissionIds.length, "permission")}.`)
              : undefined
          }
        >
          <Select
            id="assign-role"
            value={roleId}
            onChange={(event) => setRoleId(event.target.value)}
            aria-describedby="assign-role-note"
          >
            <option value="">Choose …</option>
            {at.rolesHere.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
                {member.assignments.some((each) => each.roleId === id) ? " (has it)" : ""}
              </option>
            ))}
          </Select>
        </Field>
        <ExpiryField id="assign-until" value={expiresAt} onChange={setExpiresAt} />
      </div>
    </Dialog>
  );
}
