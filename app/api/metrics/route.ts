import { scraperOf } from "@/lib/identity/scraper";
import { metrics } from "@/lib/metrics";

export const dynamic = "force-dynamic";

/** What this process counts, in Prometheus' text format, for who knows METRICS_TOKEN. */
export async function GET(request: Request): Promise<Response> {
  const scraper = scraperOf(request.headers);
  if (scraper === "closed") return new Response(null, { status: 404 });
  if (scraper === "stranger")
    return new Response(null, { status: 401, headers: { "www-authenticate": "Bearer" } });
  const { registry } = metrics();
  return new Response(await registry.metrics(), {
    headers: { "content-type": registry.contentType, "cache-control": "no-store" },
  });
}
