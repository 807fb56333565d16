"use client";
import { useState } from "react";
import type { Link } from "./asked";
import { call } from "./call";
import { usePeople } from "./context";
import { useFinish } from "./use-finish";

interface Given {
  /** Null: the organization itself. */
  readonly projectId: string | null;
  readonly roles: ReadonlySet<string>;
  readonly permissions: ReadonlySet<string>;
}

interface Refused {
  readonly message: string;
  /** The address that stands in the way. */
  readonly email: string | undefined;
  readonly signedOut: boolean | undefined;
}

/** Lets people in, or invites them, with a way back; hands on the links that no mail took along. */
export function useInvite(onSent: (links: readonly Link[]) => void) {
  const { organizationId, actions } = usePeople();
  const finish = useFinish();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const send = async ({ projectId, roles, permissions }: Given, emails: readonly string[], done: string) => {
    setBusy(true);
    setRefused(null);
    const people = emails.map((email) => ({
      person: { email },
      projectId,
      permissions: [...permissions],
      roleIds: [...roles],
    }));
    const outcome = await call(actions.invitePeople, { organizationId, people });
    setBusy(false);
    if (!outcome.ok) {
      const { message, changeIndex, field } = outcome.refusal;
      const index = changeIndex ?? Number(/^people\.(\d+)\./.exec(field ?? "")?.[1] ?? Number.NaN);
      setRefused({ message, email: emails[index], signedOut: outcome.signedOut });
      return;
    }
    finish(done, outcome.value);
    onSent(outcome.value.links);
  };
  return { send, busy, refused };
}
