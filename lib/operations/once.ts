import "server-only";
import { createHash } from "node:crypto";
import type { Principal } from "@/lib/core/principal";
import { mustHold } from "@/lib/store/claims";
import { underKey } from "@/lib/store/idempotency";
import { seal, unseal } from "@/lib/store/seal";

/** An answer that can be kept and given again. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Outcome =
  | { readonly kind: "answered"; readonly answer: Answer; readonly replayed: boolean }
  /** The key stands for another request. */
  | { readonly kind: "other-request" }
  | { readonly kind: "busy" };

/**
 * Acts once for a person's key within 24 hours: who comes again with the same request, also at the same moment, gets
 * the first one's answer. Only what was done is remembered: a refusal may be tried again under the same key.
 * The act and its answer are committed together: a process that dies on the way leaves both or neither.
 */
export async function once(
  principal: Principal,
  key: string,
  request: string,
  act: () => Promise<Answer>,
): Promise<Outcome> {
  await mustHold(principal);
  const context = `idempotency ${principal.personId} ${key}`;
  const requestHash = createHash("sha256").update(`${principal.credential.id} ${request}`).digest();
  const outcome = await underKey(
    principal.personId,
    key,
    async (kept): Promise<{ value: Outcome; keep: { requestHash: Buffer; sealedAnswer: Buffer } | null }> => {
      if (kept) {
        const text = kept.requestHash.equals(requestHash) ? unseal(kept.sealedAnswer, context) : null;
        if (text === null) return { value: { kind: "other-request" }, keep: null };
        return {
          value: { kind: "answered", answer: JSON.parse(text) as Answer, replayed: true },
          keep: null,
        };
      }
      const answer = await act();
      const done = answer.status >= 200 && answer.status < 300;
      const keep = done ? { requestHash, sealedAnswer: seal(JSON.stringify(answer), context) } : null;
      return { value: { kind: "answered", answer, replayed: false }, keep };
    },
  );
  return outcome === "busy" ? { kind: "busy" } : outcome;
}
