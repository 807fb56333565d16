"use client";
import { useEffect, useState } from "react";
import type { Member } from "@/lib/core/state";
import type { PendingChange } from "./pending";

type Seen = Readonly<Record<string, boolean>>;

const keyOf = (member: string, permission: string) => `${member}:${permission}`;

/**
 * Pending cells whose truth has moved since they were ticked: someone else was there. What one saw is kept beside the
 * pending changes, so that a reload does not forget it.
 */
export function useClashes(
  storageKey: string,
  pending: readonly PendingChange[],
  members: readonly Member[],
): ReadonlySet<string> {
  const [seen, setSeen] = useState<Seen>({});
  useEffect(
    () => setSeen(JSON.parse(localStorage.getItem(`${storageKey}:seen`) ?? "{}") as Seen),
    [storageKey],
  );
  const direct = new Map(
    members.map((member) => [member.id, new Set(member.grants.map((grant) => grant.permissionId))]),
  );
  const ticks = pending.flatMap((change) => ("permission" in change ? [change] : []));
  const missing = ticks.filter(
    ({ member, permission }) => direct.has(member) && !(keyOf(member, permission) in seen),
  );
  useEffect(() => {
    if (missing.length === 0) return;
    const next = {
      ...seen,
      ...Object.fromEntries(
        missing.map(({ member, permission }) => [
          keyOf(member, permission),
          direct.get(member)?.has(permission) ?? false,
        ]),
      ),
    };
    localStorage.setItem(`${storageKey}:seen`, JSON.stringify(next));
    setSeen(next);
  });
  useEffect(() => {
    if (pending.length > 0 || Object.keys(seen).length === 0) return;
    localStorage.removeItem(`${storageKey}:seen`);
    setSeen({});
  }, [pending.length, seen, storageKey]);
  const clashing = ticks.filter(({ member, permission }) => {
    const then = seen[keyOf(member, permission)];
    return then !== undefined && direct.has(member) && direct.get(member)?.has(permission) !== then;
  });
  return new Set(clashing.map(({ member, permission }) => keyOf(member, permission)));
}
