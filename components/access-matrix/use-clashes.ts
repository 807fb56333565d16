"use client";
import { useEffect, useState } from "react";
import type { Member } from "@/lib/core/state";
import type { PendingChange } from "./pending";

type Seen = Readonly<Record<string, boolean>>;

/** Who changed a cell that is pending here, and when; where it was taken away only the audit knows. */
export interface Clash {
  readonly by: string | null;
  readonly at: string | null;
}

export const cellKey = (member: string, permission: string) => `${member}:${permission}`;

/**
 * Pending cells whose truth has moved since they were ticked: someone else was there. What one saw is kept beside the
 * pending changes, so that a reload does not forget it.
 */
export function useClashes(
  storageKey: string,
  pending: readonly PendingChange[],
  members: readonly Member[],
  givers: Readonly<Record<string, string>>,
): ReadonlyMap<string, Clash> {
  const [seen, setSeen] = useState<Seen>({});
  useEffect(() => setSeen(read(storageKey)), [storageKey]);
  const byId = new Map(members.map((member) => [member.id, member]));
  const ticks = pending.flatMap((change) =>
    "permission" in change && byId.has(change.member) ? [change] : [],
  );
  const isDirect = (member: string, permission: string) =>
    grantOf(byId.get(member), permission) !== undefined;
  const unseen = ticks.filter(({ member, permission }) => !(cellKey(member, permission) in seen));
  useEffect(() => {
    const next = Object.fromEntries(
      unseen.map(({ member, permission }) => [cellKey(member, permission), isDirect(member, permission)]),
    );
    if (unseen.length > 0) setSeen((old) => keep(storageKey, { ...old, ...next }));
  });
  useEffect(() => {
    if (pending.length === 0) setSeen((old) => (Object.keys(old).length === 0 ? old : keep(storageKey, {})));
  }, [pending.length, storageKey]);
  const moved = ticks.filter(({ member, permission }) => {
    const then = seen[cellKey(member, permission)];
    return then !== undefined && then !== isDirect(member, permission);
  });
  return new Map(
    moved.map(({ member, permission }) => [
      cellKey(member, permission),
      clashOf(byId.get(member), permission, givers),
    ]),
  );
}

function grantOf(member: Member | undefined, permission: string) {
  return member?.grants.find((grant) => grant.permissionId === permission);
}

function clashOf(
  member: Member | undefined,
  permission: string,
  givers: Readonly<Record<string, string>>,
): Clash {
  const grant = grantOf(member, permission);
  return { by: (grant?.grantedBy && givers[grant.grantedBy]) || null, at: grant?.grantedAt ?? null };
}

function read(storageKey: string): Seen {
  return JSON.parse(localStorage.getItem(`${storageKey}:seen`) ?? "{}") as Seen;
}

function keep(storageKey: string, seen: Seen): Seen {
  if (Object.keys(seen).length === 0) localStorage.removeItem(`${storageKey}:seen`);
  else localStorage.setItem(`${storageKey}:seen`, JSON.stringify(seen));
  return seen;
}
