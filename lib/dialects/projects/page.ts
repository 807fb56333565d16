import { z } from "zod";
import { clientUrl } from "@/lib/web/client-url";

const digits = (value: unknown) =>
  typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;

const LIMIT_MOST = 1000;

const limitError = `A whole number from 1 to ${LIMIT_MOST}.`;
const offsetError = "A whole number, 0 or more.";

/** The part of a query that every list of the family takes. */
export const pageQuery = {
  limit: z.preprocess(digits, z.int(limitError).min(1, limitError).max(LIMIT_MOST, limitError)).default(100),
  offset: z.preprocess(digits, z.int(offsetError).min(0, offsetError)).default(0),
};

interface PageQuery {
  readonly limit: number;
  readonly offset: number;
}

export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({
    count: z.int().meta({ description: "Of all pages together." }),
    next: z.url().nullable(),
    previous: z.url().nullable(),
    results: z.array(item),
  });
}

/** A page with the absolute addresses of its neighbours: the client's own, with another offset. */
export function renderPage<T>(
  request: Request,
  { limit, offset }: PageQuery,
  count: number,
  results: readonly T[],
) {
  const here = clientUrl(request);
  const at = (there: number) => {
    const url = new URL(here);
    url.searchParams.set("limit", String(limit));
    if (there > 0) url.searchParams.set("offset", String(there));
    else url.searchParams.delete("offset");
    return url.href;
  };
  return {
    count,
    next: offset + limit < count ? at(offset + limit) : null,
    previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    results,
  };
}
