import { type Refusal, refuse } from "@/lib/core/refusal";
import { isStorable } from "./body";
import { isSameOrigin } from "./origin";

/**
 * Why a server action is not even looked at: Next lets a call without Origin through, and takes whatever its own format
 * can carry. Undefined: it came from one of our pages, and what it carries could have come as JSON.
 */
export function refuseAction(headers: Pick<Headers, "get">, input: unknown): Refusal | undefined {
  if (!isSameOrigin(headers)) return refuse("not-allowed", "A change must come from this site's own pages.");
  if (input !== undefined && !isStorable(input))
    return refuse("invalid", "Something in it is no text, or lies too deep.", { field: "" });
  return undefined;
}
