import type { Change } from "@/lib/core/change";
import type { Door } from "@/lib/core/principal";
import type { Clock } from "./clock";
import { accessWords } from "./desk-access";
import { peopleWords } from "./desk-people";
import { ORGANIZATIONS, type OrganizationKey } from "./organizations";
import { projectIdOf } from "./place";
import { redactedOf, TOKENS, type TokenKey, tokenIdOf } from "./samples";

/** One command of the past: what someone did, when, and by which door. */
export interface Act {
  readonly at: string;
  readonly organizationId: string;
  readonly by: string;
  readonly door: Door;
  readonly changes: readonly Change[];
}

/** The words in which the histories are written, for one organization. */
export function deskOf(key: OrganizationKey, clock: Clock) {
  const { id: organizationId, projects } = ORGANIZATIONS[key];
  const named = (word: string) => ({
    project: projectIdOf(key, word),
    name: projects[word]?.name ?? word,
  });
  return {
    ...peopleWords(key),
    ...accessWords(key),
    on: (
      days: number,
      time: string,
      by: string,
      changes: readonly Change[],
      door: Door = "console",
    ): Act => ({
      at: clock.ago(days, time),
      organizationId,
      by,
      door,
      changes,
    }),
    createProject: (word: string): Change => ({ kind: "create-project", ...named(word) }),
    renameProject: (word: string): Change => ({ kind: "rename-project", ...named(word) }),
    openGate: (word: string, permission: string): Change => ({
      kind: "open-gate",
      project: projectIdOf(key, word),
      permission,
    }),
    createToken: (token: TokenKey, unbound = false): Change => ({
      kind: "create-token",
      token: tokenIdOf(token),
      name: TOKENS[token].name,
      redacted: redactedOf(token),
      permissions: null,
      expiresAt: null,
      unbound,
    }),
  };
}
