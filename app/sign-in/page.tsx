import type { Metadata } from "next";
import { SignInForm } from "@/components/sign-in/sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  readonly searchParams: Promise<{ callbackUrl?: string | string[] }>;
}

export default async function SignIn({ searchParams }: Props) {
  const { callbackUrl } = await searchParams;
  return <SignInForm callbackUrl={ownPath(callbackUrl)} />;
}

/** Only a path of this site: anything else would make sign-in a springboard to someone else's. */
function ownPath(wanted: string | string[] | undefined): string {
  if (typeof wanted !== "string") return "/";
  const base = "http://here.invalid";
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : null;
  return url?.origin === base ? `${url.pathname}${url.search}` : "/";
}
