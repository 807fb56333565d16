import type { Metadata } from "next";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { ownPath } from "./own-path";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  readonly searchParams: Promise<{ callbackUrl?: string | string[] }>;
}

export default async function SignIn({ searchParams }: Props) {
  const { callbackUrl } = await searchParams;
  return <SignInForm callbackUrl={ownPath(callbackUrl)} />;
}
