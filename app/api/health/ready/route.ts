import { checkReadiness } from "@/lib/operations/readiness";

export const dynamic = "force-dynamic";

/** Whether requests should be sent here now. Open to everyone, so it says no more than which part is missing. */
export async function GET(): Promise<Response> {
  const missing = await checkReadiness();
  const headers = { "cache-control": "no-store" };
  if (missing === null) return Response.json({ status: "ready" }, { headers });
  return Response.json(
    { status: "not ready", missing },
    { status: 503, headers: { ...headers, "retry-after": "1" } },
  );
}
