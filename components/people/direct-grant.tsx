"use client";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { Button } from "@/components/ui/button";
import type { Permission } from "@/lib/core/permission";
import type { Member } from "@/lib/core/state";
import { usePeople } from "./context";
import { ExpiryField } from "./expiry-field";

interface DirectProps {
  readonly member: Member;
  readonly permission: Permission;
}

/** Sets the end of a direct permission, or gives directly what is held in another way. */
export function DirectGrant({ member, permission }: DirectProps) {
  const { review } = usePeople();
  const grant = member.grants.find(({ permissionId }) => permissionId === permission.id);
  const [expiresAt, setExpiresAt] = useState(grant?.expiresAt ?? null);
  const who = nameOf(member.person);
  const go = () =>
    review({
      title: grant
        ? `Change how long ${who} holds ${permission.displayName}`
        : `Give ${permission.displayName} to ${who} directly`,
      changes: [{ kind: "add-permission", member: member.id, permission: permission.id, expiresAt }],
      people: [member],
      done: grant ? "The end was changed." : `Given to ${who} directly.`,
    });
  return (
    <section>
      <h3 className="mb-1 font-semibold text-[13px]">
        {grant ? "How long it is given directly" : "Give it directly as well"}
      </h3>
      <div className="flex flex-wrap items-end gap-2">
        <div className="flex-1">
          <ExpiryField id="direct-until" value={expiresAt} onChange={setExpiresAt} />
        </div>
        <Button
          disabled={grant !== undefined && grant.expiresAt === expiresAt}
          onClick={go}
          aria-label="Review: direct permission"
        >
          Review
        </Button>
      </div>
    </section>
  );
}
