import type { z } from "zod";

// Families tell a missing field from a wrong one: the issue has to carry what was there.
const REPORT = { reportInput: true } as const;

export type Checked<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly issues: z.core.$ZodIssue[] };

/**
 * Checks what a client sent. zod looks at the `length` of whatever stands where a list or a text should, and where that is
 * an object of the client's with a `valueOf` of its own, comparing it throws: such a value fits nothing.
 */
export function check<S extends z.ZodType>(schema: S, value: unknown): Checked<z.output<S>> {
  try {
    const read = schema.safeParse(value, REPORT);
    return read.success ? read : { success: false, issues: read.error.issues };
  } catch (cause) {
    if (!(cause instanceof TypeError && cause.message === INCOMPARABLE)) throw cause;
    return {
      success: false,
      issues: [{ code: "custom", path: [], message: "Cannot be read", input: value }],
    };
  }
}

const INCOMPARABLE = "Cannot convert object to primitive value";
