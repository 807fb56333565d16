import { z } from "zod";
import { isStorableText } from "@/lib/web/body";

/** How many rows a page may have at most. */
export const limit = z.coerce.number().int().min(1).max(1000).default(100);

/** In lists of people, which are in the order of their e-mails. */
export const emailPlace = z.object({ email: z.string().max(1000).refine(isStorableText) });

/** The place where a list goes on, opaque to clients. What is none of ours is a mistake in the query. */
export function cursorOf<T extends z.ZodType>(place: T) {
  return z
    .string()
    .max(2000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
      } catch {
        context.addIssue({ code: "custom", message: "Not a cursor of this list." });
        return z.NEVER;
      }
    })
    .pipe(place)
    .optional()
    .meta({ description: "`next_cursor` of the page before; opaque." });
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
  readonly total: number;
}

/** The schema of a page; `total` counts all that match, on whatever page. */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next_cursor: z.string().nullable().meta({ description: "Null: this was the last page." }),
    total: z.int(),
  });
}

/** A cursor for a place after which the next page begins. */
export function writeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place), "utf8").toString("base64url");
}

/** A page from one row more than it holds: whether there is a next one is known without counting. */
export function pageOf<R, T>(
  rows: readonly R[],
  { size, total }: { readonly size: number; readonly total: number },
  render: (row: R) => T,
  placeOf: (row: R) => unknown,
): Page<T> {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  const more = rows.length > size && last !== undefined;
  return { items: shown.map(render), next_cursor: more ? writeCursor(placeOf(last)) : null, total };
}
