import type { Metadata } from "next";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { singleSignOn } from "@/lib/identity/provider";
import type { SignOnRefusal } from "@/lib/identity/single-sign-on";
import { ownPath } from "./own-path";

export const metadata: Metadata = { title: "Sign in" };

type Given = string | string[] | undefined;

interface Props {
  readonly searchParams: Promise<{ callbackUrl?: Given; refused?: Given; error?: Given }>;
}

export const dynamic = "force-dynamic";

export default async function SignIn({ searchParams }: Props) {
  const { callbackUrl, refused, error } = await searchParams;
  return (
    <SignInForm
      callbackUrl={ownPath(callbackUrl)}
      provider={singleSignOn()?.name ?? null}
      refused={(refused ?? error) ? wordsOf(String(refused)) : null}
    />
  );
}

/** Why a provider's word was not enough, and what to do about it. */
const REFUSALS: Readonly<Record<SignOnRefusal, string>> = {
  unverified:
    "Your provider does not say that your e-mail address is yours. Confirm it there, then try again.",
  uninvited: "Nobody has invited this address. Ask someone who administers your organization.",
  unproven:
    "This address has an account here whose owner never proved it. Set a new password by mail first; then this works too.",
  otherwise:
    "This address belongs to an account here that is linked to another sign-in of your provider. Ask an administrator.",
  suspended: "This account is suspended.",
};

function wordsOf(refused: string): string {
  const known = Object.entries(REFUSALS).find(([code]) => code === refused);
  return known?.[1] ?? "Single sign-on did not come to an end. Try again.";
}
