import "server-only";
import type { Principal } from "@/lib/core/principal";
import { countOften } from "@/lib/store/rate-limit";
import { pagePrincipal } from "./page-principal";

/** Who calls a server action; null: nobody is signed in. Throws `tooMany` at who calls too often. */
export async function actingPrincipal(): Promise<Principal | null> {
  const principal = await pagePrincipal();
  if (principal) await countOften("write with a credential", principal.credential.id);
  return principal;
}
