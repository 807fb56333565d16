import { refuse } from "@/lib/core/refusal";
import type { Outcome } from "@/lib/core/view";

/** Calls a server action. What is thrown (no network, a page older than the server) becomes words like any refusal. */
export async function call<T>(
  action: (input: unknown) => Promise<Outcome<T>>,
  input: unknown,
): Promise<Outcome<T>> {
  return action(input).catch(() => ({
    ok: false as const,
    again: true,
    refusal: refuse(
      "busy",
      "The server did not answer. Try again, or reload if this page has been open for long.",
    ),
  }));
}
