import { redirect } from "next/navigation";
import type { Principal } from "@/lib/core/principal";
import { pagePrincipal } from "@/lib/identity/page-principal";

/** The principal of a page, or the way to sign in and back to `path`. What he may see is decided by each operation. */
export async function signedIn(path: string): Promise<Principal> {
  const principal = await pagePrincipal();
  if (!principal) redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  return principal;
}
