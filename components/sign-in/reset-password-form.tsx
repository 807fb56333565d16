"use client";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { settled } from "@/components/data/use-write";
import { Button } from "@/components/ui/button";
import type { Outcome } from "@/lib/core/view";
import { CARD_LINK, Card } from "./card";
import { PasswordField } from "./password-field";
import { useHashToken } from "./use-hash-token";

interface Props {
  readonly resetPassword: (input: unknown) => Promise<Outcome<null>>;
}

/** Sets a new password with the secret of a mailed link, once. */
export function ResetPasswordForm({ resetPassword }: Props) {
  const token = useHashToken();
  const [busy, setBusy] = useState(false);
  const [state, setState] = useState<Outcome<null>>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get("password");
    setBusy(true);
    setState(await settled(resetPassword({ token, password })));
    setBusy(false);
  };
  if (state?.ok) return <Done />;
  const refusal = state?.refusal;
  const isGone = token === null || refusal?.code === "not-found";
  if (isGone)
    return <Gone message={refusal?.message ?? "This address lacks what the letter had behind the #."} />;
  return (
    <Card title="Set a new password" lead="It ends every session of yours, everywhere.">
      <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        <PasswordField label="New password" isNew error={refusal?.message} disabled={token === undefined} />
        <Button type="submit" look="primary" disabled={token === undefined || busy}>
          {busy ? "Setting …" : "Set the password"}
        </Button>
      </form>
    </Card>
  );
}

function Done() {
  return (
    <Card title="The password is set">
      <p role="status" className="text-[13px] text-muted">
        Every older session has ended. Sign in with the new password.
      </p>
      <Button asChild look="primary">
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </Card>
  );
}

function Gone({ message }: { readonly message: string }) {
  return (
    <Card title="This link does not work">
      <p role="alert" className="text-[13px] text-muted">
        {message}
      </p>
      <Link href="/forgot-password" className={CARD_LINK}>
        Ask for a new link
      </Link>
    </Card>
  );
}
