"use client";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import type { Permission } from "@/lib/core/permission";
import { type Way as WayIn, waysToGive } from "@/lib/core/ways";
import type { AskedChange } from "./asked";
import { usePeople } from "./context";
import { ExpiryField } from "./expiry-field";
import type { PersonAt } from "./person-model";
import { Way } from "./way";
import { counted, listed } from "./words";

/** The ways to a permission that is not held, the one that gives least first. */
export function WaysIn({ at, permission }: { readonly at: PersonAt; readonly permission: Permission }) {
  const { review } = usePeople();
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const ways = waysToGive(at.catalogue, at.rolesHere, new Set(at.access.keys()))(permission.id);
  const { member, mayChange } = at;
  const who = nameOf(at.view.member.person);
  const ask = (way: WayIn) => {
    if (!member) return;
    const to = { member: member.id, expiresAt };
    const change: AskedChange =
      way.kind === "role"
        ? { kind: "assign-role", role: way.role.id, ...to }
        : { kind: "add-permission", permission: permission.id, ...to };
    const what = way.kind === "role" ? `Assign ${way.role.name}` : `Give ${permission.displayName}`;
    const done = `${who} can now: ${permission.displayName}.`;
    review({ title: `${what} to ${who}`, changes: [change], people: [member], done });
  };
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold text-[13px]">Ways to give it</h3>
      {mayChange ? (
        <ExpiryField id="way-until" value={expiresAt} onChange={setExpiresAt} />
      ) : (
        <NotYours at={at} />
      )}
      <ul className="divide-y rounded-md border">
        {ways.map((way) => {
          const role = way.kind === "role" ? way.role : null;
          return (
            <Way
              key={role?.id ?? "direct"}
              title={role ? `Assign the role ${role.name}` : "Give it directly"}
              onReview={mayChange ? () => ask(way) : undefined}
            >
              {besides(at, permission, way)}
            </Way>
          );
        })}
      </ul>
    </section>
  );
}

function besides(at: PersonAt, permission: Permission, { gained }: WayIn): string {
  const names = gained.flatMap((id) => {
    const other = at.catalogue.byId.get(id);
    return other && other.id !== permission.id && other.level === at.level ? [other.displayName] : [];
  });
  if (names.length === 0) return "Gives nothing else.";
  return `Gives ${counted(names.length, "other")} as well: ${listed(names, 5)}.`;
}

function NotYours({ at }: { readonly at: PersonAt }) {
  return (
    <p className="text-[13px] text-muted">
      {at.member
        ? "Someone who administers the people here can do one of these."
        : `Not a member of ${at.project?.name ?? "this place"}: invite into it first.`}
    </p>
  );
}
