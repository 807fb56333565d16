import { z } from "zod";
import { check } from "@/lib/web/check";

/** The payload with its keys in any case, nothing counting as `{}`. A key that comes in two spellings is refused. */
export function anyCase<P extends z.ZodObject>(payload: P) {
  return z.preprocess((given, context) => canonical(payload, given, context), payload);
}

/**
 * The same payload out of a query, where everything is text: digits are a number and a single value is a list where
 * the field asks for one. The keys stand in the reference in their canonical case.
 */
export function fromQuery<P extends z.ZodObject>(payload: P) {
  const fields = Object.entries<z.ZodType>(payload.shape);
  const documented = fields.map(
    ([name, field]) => [name, z.unknown().optional().meta(schemaOf(field))] as const,
  );
  return z
    .looseObject(Object.fromEntries(documented))
    .transform((given, context) => {
      const found = canonical(payload, given, context);
      return Object.fromEntries(
        fields.map(([name, field]) => [name, asField(field, (found as Record<string, unknown>)[name])]),
      );
    })
    .pipe(payload);
}

function canonical(payload: z.ZodObject, given: unknown, context: z.core.$RefinementCtx): unknown {
  if (given === undefined) return {};
  if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
  const names = new Map(Object.keys(payload.shape).map((name) => [name.toLowerCase(), name]));
  const found: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(given)) {
    const name = names.get(key.toLowerCase());
    if (name === undefined) continue;
    if (Object.hasOwn(found, name))
      context.addIssue({ code: "custom", path: [name], message: "Given twice", input: given });
    found[name] = value;
  }
  return found;
}

const DIGITS = /^-?\d{1,15}$/;

function asField(field: z.ZodType, raw: unknown): unknown {
  const number = typeof raw === "string" && DIGITS.test(raw) ? Number(raw) : raw;
  return [raw, number, [raw]].find((each) => check(field, each).success) ?? raw;
}

function schemaOf(field: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(field);
  return schema;
}
