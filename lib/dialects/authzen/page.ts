import { createHash } from "node:crypto";
import { z } from "zod";

const LIMIT_MOST = 1000;
const LIMIT_USUAL = 100;

/** The `page` of a search request. */
export const pageRequest = z
  .object({
    token: z.string().max(4000).optional().meta({ description: "`next_token` of the page before; opaque." }),
    limit: z.int().min(0).optional(),
    properties: z.record(z.string(), z.unknown()).optional(),
  })
  .optional();

const place = z.object({
  after: z.string().max(1000).optional(),
  limit: z.int().min(0).max(LIMIT_MOST),
  request: z.string(),
});

/** Which rows to read, and how to name the ones behind them. */
export interface Page {
  readonly limit: number;
  readonly after?: string;
  readonly tokenAfter: (next: string) => string;
}

/**
 * The page that a request means; null where its token is none of ours, or was given for another request or limit
 * (section "Pagination"). A token is no secret and opens nothing: every page is decided anew.
 */
export function pageOf(page: z.output<typeof pageRequest>, search: unknown): Page | null {
  const request = digest(search);
  const given = page?.token ? read(page.token) : undefined;
  if (given === null || (given && given.request !== request)) return null;
  const asked = page?.limit === undefined ? undefined : Math.min(page.limit, LIMIT_MOST);
  if (given && asked !== undefined && asked !== given.limit) return null;
  const limit = given?.limit ?? asked ?? LIMIT_USUAL;
  return {
    limit,
    ...(given?.after === undefined ? {} : { after: given.after }),
    tokenAfter: (after) =>
      Buffer.from(JSON.stringify({ after, limit, request }), "utf8").toString("base64url"),
  };
}

function read(token: string): z.output<typeof place> | null {
  try {
    return place.parse(JSON.parse(Buffer.from(token, "base64url").toString("utf8")));
  } catch {
    return null;
  }
}

function digest(search: unknown): string {
  return createHash("sha256").update(JSON.stringify(search, inOrder)).digest("base64url").slice(0, 22);
}

/** The members of an object mean the same in any order. */
function inOrder(_: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
