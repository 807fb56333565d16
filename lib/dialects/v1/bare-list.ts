import { z } from "zod";
import { writeCursor } from "./paging";

/** The lists of seed 002's vendor have no pages, so that one is as long as a client can bear. */
export const bareLimit = z.coerce.number().int().min(1).max(1000).default(1000);

/** A bare list, as those clients expect it; where it goes on stands in the header `Link` (RFC 8288). */
export function bareList(list: readonly unknown[], url: URL, next: string | null): Response {
  if (next === null) return Response.json(list);
  const query = new URLSearchParams(url.searchParams);
  query.set("cursor", writeCursor(next));
  return Response.json(list, { headers: { link: `<${url.pathname}?${query}>; rel="next"` } });
}
