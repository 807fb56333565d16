"use client";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { settled } from "@/components/data/use-write";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useLive } from "@/components/ui/use-live";
import type { Outcome } from "@/lib/core/view";
import { CARD_LINK, Card } from "./card";

interface Props {
  readonly askForPasswordReset: (input: unknown) => Promise<Outcome<null>>;
}

/** Asks for a way to a new password. What it says does not depend on whether the address is known. */
export function ForgotPasswordForm({ askForPasswordReset }: Props) {
  const live = useLive();
  const [busy, setBusy] = useState(false);
  const [sentTo, setSentTo] = useState<string>();
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get("email"));
    setBusy(true);
    const outcome = await settled(askForPasswordReset({ email }));
    setBusy(false);
    setError(outcome.ok ? undefined : outcome.refusal.message);
    if (outcome.ok) setSentTo(email);
  };
  return (
    <Card title="Set a new password" lead="We mail you a link that works for an hour.">
      {sentTo === undefined ? (
        <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
          <Field id="email" label="E-mail" error={error}>
            <Input
              id="email"
              name="email"
              type="email"
              autoComplete="username"
              required
              disabled={!live}
              aria-describedby="email-note"
            />
          </Field>
          <Button type="submit" look="primary" disabled={!live || busy}>
            {busy ? "Sending …" : "Send the link"}
          </Button>
        </form>
      ) : (
        <p role="status" className="rounded-md bg-good-soft px-3 py-2 text-[13px] text-good">
          If {sentTo} is known here, a letter is on its way. Look into the spam folder too.
        </p>
      )}
      <Link href="/sign-in" className={CARD_LINK}>
        Back to signing in
      </Link>
    </Card>
  );
}
