export const dynamic = "force-dynamic";

/** The process answers; whoever asks for more asks /api/health/ready. */
export function GET(): Response {
  return Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
}
