"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useLive } from "@/components/ui/use-live";

interface Props {
  readonly callbackUrl: string;
  /** What the single sign-on is called; null: there is none. */
  readonly provider: string | null;
  /** Why the single sign-on was refused, in words. */
  readonly refused: string | null;
}

/** E-mail and password, or the provider. The answer is the same for a known and an unknown address. */
export function SignInForm({ callbackUrl, provider, refused }: Props) {
  const router = useRouter();
  const live = useLive();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(undefined);
    const result = await signIn("credentials", {
      email: form.get("email"),
      password: form.get("password"),
      redirect: false,
    }).catch(() => undefined);
    if (result?.ok) {
      router.push(callbackUrl);
      router.refresh();
      return;
    }
    setBusy(false);
    setError(wordsFor(result));
  };
  return (
    <main className="flex min-h-dvh items-center justify-center p-4">
      <div className="w-full max-w-sm rounded-lg border bg-surface p-6">
        <h1 className="font-semibold text-xl tracking-tight">Sign in to Grantdesk</h1>
        <p className="mt-1 text-[13px] text-muted">Who may do what, and who said so.</p>
        {refused ? (
          <p role="alert" className="mt-4 rounded-md bg-bad-soft px-3 py-2 text-[13px] text-bad">
            {refused}
          </p>
        ) : null}
        {provider ? <SingleSignOn name={provider} callbackUrl={callbackUrl} live={live} /> : null}
        <form className="mt-6 flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
          <Field id="email" label="E-mail">
            <Input id="email" name="email" type="email" autoComplete="username" required disabled={!live} />
          </Field>
          <Field id="password" label="Password" error={error}>
            <Input
              id="password"
              name="password"
              type="password"
              autoComplete="current-password"
              required
              disabled={!live}
              aria-describedby="password-note"
            />
          </Field>
          <Button type="submit" look="primary" disabled={!live || busy}>
            {busy ? "Signing in …" : "Sign in"}
          </Button>
        </form>
        <p className="mt-4 text-[13px]">
          <Link href="/forgot-password" className="text-accent underline underline-offset-4">
            Forgot the password?
          </Link>
        </p>
      </div>
    </main>
  );
}

/** What came back when nobody was signed in; where it was not the password, the server says what it was. */
function wordsFor(result: { readonly status: number; readonly error?: string | null } | undefined): string {
  if (!result) return "The server cannot be reached.";
  return result.status === 401
    ? "E-mail and password do not match."
    : (result.error ?? "Try again in a moment.");
}

interface SingleSignOnProps {
  readonly name: string;
  readonly callbackUrl: string;
  readonly live: boolean;
}

function SingleSignOn({ name, callbackUrl, live }: SingleSignOnProps) {
  return (
    <div className="mt-6 flex flex-col gap-6">
      <Button disabled={!live} onClick={() => void signIn("sso", { callbackUrl })}>
        Continue with {name}
      </Button>
      <p className="flex items-center gap-3 text-[12px] text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or with a password
      </p>
    </div>
  );
}
