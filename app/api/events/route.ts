import { pagePrincipal } from "@/lib/identity/page-principal";
import { revisionStream } from "@/lib/live/stream";
import { enterDesk } from "@/lib/operations/enter-desk";
import { traced } from "@/lib/tracing.mjs";
import { route } from "@/lib/web/reachable";

/** Tells an open tab that its organization has moved on; only to who belongs to it, or to one of its projects. */
export const GET = route(async (request) => {
  const principal = await pagePrincipal();
  if (!principal) return new Response(null, { status: 401 });
  const organizationId = new URL(request.url).searchParams.get("organization") ?? "";
  const read = async () => {
    const entered = await traced("enterDesk", () => enterDesk(principal, organizationId));
    return entered.ok ? entered.value.entry.organization.revision : null;
  };
  const revision = await read();
  if (revision === null) return new Response(null, { status: 404 });
  return revisionStream(organizationId, revision, request.signal, read);
});
