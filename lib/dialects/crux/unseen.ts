import "server-only";
import type { Permission } from "@/lib/core/permission";
import type { Refusal } from "@/lib/core/refusal";
import { sayRefusal, unknownPermissions } from "./answers";
import { seen } from "./objects";

/** The nil uuid (RFC 9562) names no row: the core says "unknown" to it, after who may ask and about whom. */
const NOTHING = "00000000-0000-0000-0000-000000000000";

export interface Asked {
  /** For the command: what this family does not see is replaced by what does not exist. */
  readonly references: readonly string[];
  /** Words a refusal; an unknown permission is named as it was sent. */
  readonly refuse: (refusal: Refusal) => Response;
}

/** The permissions that a request names, without repetitions. */
export function asked(uuids: readonly string[], catalogue: readonly Permission[]): Asked {
  const known = new Set(seen(catalogue).map(({ id }) => id));
  const wanted = [...new Set(uuids)];
  const unseen = wanted.filter((id) => !known.has(id));
  return {
    references: wanted.map((id) => (known.has(id) ? id : NOTHING)),
    refuse: (refusal) =>
      refusal.code === "unknown-permission" ? unknownPermissions(unseen) : sayRefusal(refusal),
  };
}
