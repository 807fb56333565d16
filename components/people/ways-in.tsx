"use client";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import type { Permission } from "@/lib/core/permission";
import { waysToGive } from "@/lib/core/ways";
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
  const ask = (change: AskedChange, title: string) =>
    member && review({ title, changes: [change], people: [member], done: `${who} can now: ${permission.displayName}.` });
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold text-[13px]">Ways to give it</h3>
      {mayChange ? <ExpiryField id="way-until" value={expiresAt} onChange={setExpiresAt} /> : <NotYours at={at} />}
      <ul className="divide-y rounded-md border">
        {ways.map((way) => {
          const others = way.gained.filter((id) => id !== permission.id && at.catalogue.byId.get(id)?.level === at.level);
          const besides = others.flatMap((id) => at.catalogue.byId.get(id)?.displayName ?? []);
          const gives = besides.length === 0 ? "Gives nothing else." : `Gives ${counted(besides.length, "other")} as well: ${listed(besides, 5)}.`;
          if (way.kind === "direct") {
            const add: AskedChange = { kind: "add-permission", member: member?.id ?? "", permission: permission.id, expiresAt };
            const title = "Give it directly";
            return (
              <Way key="direct" title={title} onReview={mayChange ? () => ask(add, `Give ${permission.displayName} to ${who}`) : undefined}>
                {gives}
              </Way>
            );
          }
          const assign: AskedChange = { kind: "assign-role", member: member?.id ?? "", role: way.role.id, expiresAt };
          return (
            <Way
              key={way.role.id}
              title={`Assign the role ${way.role.name}`}
              onReview={mayChange ? () => ask(assign, `Assign ${way.role.name} to ${who}`) : undefined}
            >
              {gives}
            </Way>
          );
        })}
      </ul>
    </section>
  );
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
