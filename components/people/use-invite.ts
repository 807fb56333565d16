"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import type { Link } from "./asked";
import { call } from "./call";
import { usePeople } from "./context";
import type { InviteForm } from "./invite-fields";
import { counted } from "./words";

interface Refused {
  readonly message: string;
  /** The address that stands in the way. */
  readonly email: string | undefined;
  readonly signedOut: boolean | undefined;
}

/** Sends invitations; hands on the links that no mail took along. */
export function useInvite(onSent: (links: readonly Link[]) => void) {
  const { organizationId, actions } = usePeople();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const send = async ({ project, roles, permissions }: InviteForm, emails: readonly string[]) => {
    setBusy(true);
    const people = emails.map((email) => ({
      person: { email },
      projectId: project || null,
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
    // The way back is to cancel an invitation: what waits with it goes along.
    toast.success(`Invited ${counted(emails.length, "person", "people")}.`);
    void client.invalidateQueries({ queryKey: ["organization", organizationId] });
    onSent(outcome.value.links);
  };
  return { send, busy, refused };
}
