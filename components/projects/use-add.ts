"use client";
import { useState } from "react";
import type { Link } from "@/components/people/asked";
import { call } from "@/components/people/call";
import { usePeople } from "@/components/people/context";
import { useFinish } from "@/components/people/use-finish";

interface Given {
  readonly projectId: string;
  readonly roles: ReadonlySet<string>;
  readonly permissions: ReadonlySet<string>;
}

interface Refused {
  readonly message: string;
  /** The address that stands in the way. */
  readonly email: string | undefined;
  readonly signedOut: boolean | undefined;
}

/** Lets people into a project; hands on the links that no mail took along. */
export function useAdd(onAdded: (links: readonly Link[]) => void) {
  const { organizationId, actions } = usePeople();
  const finish = useFinish();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const add = async ({ projectId, roles, permissions }: Given, emails: readonly string[], done: string) => {
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
    finish(done, { revision: outcome.value.revision, effects: emails.length });
    onAdded(outcome.value.links);
  };
  return { add, busy, refused };
}
