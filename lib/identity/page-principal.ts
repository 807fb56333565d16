import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import type { Principal } from "@/lib/core/principal";
import { note, requestIdOf } from "../request-notes.mjs";
import { traced } from "../tracing.mjs";
import { consoleSecret, SESSION_COOKIE } from "./console-session";
import { principalOfSecret } from "./credential";

/** Who is looking at a page or calls a server action; null: nobody is signed in. Asked of the database once per request. */
export const pagePrincipal = cache(() => traced("pagePrincipal", readPrincipal));

async function readPrincipal(): Promise<Principal | null> {
  const cookie = (await cookies()).get(SESSION_COOKIE);
  const secret = cookie ? await consoleSecret(`${SESSION_COOKIE}=${cookie.value}`) : null;
  if (secret === null) return null;
  const principal = await principalOfSecret(secret, "console", requestIdOf(await headers()));
  if (principal) note({ personId: principal.personId });
  return principal;
}
