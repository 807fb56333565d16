"use client";
import Link from "next/link";
import { signIn } from "next-auth/react";
import { type FormEvent, useEffect, useState } from "react";
import { settled } from "@/components/data/use-write";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/states";
import type { Refusal } from "@/lib/core/refusal";
import type { Outcome } from "@/lib/core/view";
import { CARD_LINK, Card } from "./card";
import { PasswordField } from "./password-field";
import { useHashToken } from "./use-hash-token";

interface Invited {
  readonly email: string;
  readonly hasAccount: boolean;
}

interface Props {
  readonly openInvitation: (input: unknown) => Promise<Outcome<Invited>>;
  readonly takeInvitation: (input: unknown) => Promise<Outcome<null>>;
}

/** Joins with the secret of a mailed link: a stranger chooses a password, who has an account proves that it is he. */
export function AcceptInvitationForm({ openInvitation, takeInvitation }: Props) {
  const token = useHashToken();
  const opened = useOpened(token, openInvitation);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  if (opened === undefined) return <Waiting />;
  if (opened === null) return <Gone />;
  if (!opened.ok) return <Gone refusal={opened.refusal} />;
  const { email, hasAccount } = opened.value;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password"));
    setBusy(true);
    const outcome = await settled(takeInvitation({ token, password }));
    setRefusal(outcome.ok ? undefined : outcome.refusal);
    if (outcome.ok) await enter(email, password);
    else setBusy(false);
  };
  if (refusal?.code === "not-found") return <Gone />;
  const lead = hasAccount
    ? `There is an account for ${email} already. Join with its password.`
    : `You join as ${email}. Choose a password.`;
  return (
    <Card title="Accept the invitation" lead={lead}>
      <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <PasswordField label="Password" isNew={!hasAccount} error={refusal?.message} disabled={false} />
        <Button type="submit" look="primary" disabled={busy}>
          {busy ? "Joining …" : "Join"}
        </Button>
      </form>
      {hasAccount ? (
        <Link href="/forgot-password" className={CARD_LINK}>
          Forgot the password?
        </Link>
      ) : null}
    </Card>
  );
}

/** He has just proven who he is: he need not do it twice. Where signing in fails, its own page says why. */
async function enter(email: string, password: string): Promise<void> {
  const result = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
  window.location.assign(result?.ok ? "/" : "/sign-in");
}

/** Undefined: not known yet; null: the address has no secret. */
function useOpened(token: string | null | undefined, openInvitation: Props["openInvitation"]) {
  const [opened, setOpened] = useState<Outcome<Invited> | null>();
  useEffect(() => {
    if (token === null) setOpened(null);
    if (typeof token !== "string") return undefined;
    let stale = false;
    void settled(openInvitation({ token })).then((outcome) => {
      if (!stale) setOpened(outcome);
    });
    return () => {
      stale = true;
    };
  }, [token, openInvitation]);
  return opened;
}

function Waiting() {
  return (
    <Card title="Accept the invitation">
      <div role="status" aria-label="Opening the invitation" className="flex flex-col gap-3">
        <Skeleton className="h-3 w-3/4" />
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-8 w-full" />
      </div>
    </Card>
  );
}

const OVER =
  "It was accepted or taken back already, or is older than seven days. Ask whoever invited you for a new one.";

/** Where the server could not be asked, it says that instead of calling the invitation dead. */
function Gone({ refusal }: { readonly refusal?: Refusal }) {
  const isDead = refusal === undefined || refusal.code === "not-found";
  return (
    <Card title={isDead ? "This invitation does not work" : "The invitation could not be opened"}>
      <p role="alert" className="text-[13px] text-muted">
        {isDead ? OVER : refusal.message}
      </p>
      <Link href="/sign-in" className={CARD_LINK}>
        To signing in
      </Link>
    </Card>
  );
}
