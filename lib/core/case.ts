import type { Command } from "./change";
import type { Effect } from "./effect";
import type { Catalogue } from "./permission";
import type { Principal } from "./principal";
import type { Standing } from "./standing";
import type { Snapshot, State } from "./state";

/** Everything that a rule over the whole command may look at. */
export interface Case {
  readonly principal: Principal;
  readonly command: Command;
  readonly snapshot: Snapshot;
  readonly standing: Standing;
  readonly catalogue: Catalogue;
  readonly before: State;
  readonly after: State;
  readonly effects: readonly Effect[];
}
