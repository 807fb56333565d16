import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

/** Where the chain of an organization's audit stood at a moment. */
export interface AuditHead {
  readonly organizationId: string;
  readonly revision: number;
  readonly hash: string;
}

/** By organization: what was noted at each revision. More than one hash at one revision: history was written twice. */
export type NotedHeads = ReadonlyMap<string, ReadonlyMap<number, ReadonlySet<string>>>;

const LINE = /^([0-9a-f-]{36}) (\d{1,15}) ([0-9a-f]{64}) \S+$/;

/** A line of the file outside the database, without its end. `at`: ISO 8601. */
export function lineOf({ organizationId, revision, hash }: AuditHead, at: string): string {
  return `${organizationId} ${revision} ${hash} ${at}`;
}

/**
 * Reads the file that `lib/boot/audit-heads.ts` writes; of one organization alone where it is given. A file that is
 * not there has noted nothing, and a line that was cut short by a crash says nothing. Rejects when it cannot be read.
 */
export async function readNotedHeads(file: string, only?: string): Promise<NotedHeads> {
  const noted = new Map<string, Map<number, Set<string>>>();
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  try {
    for await (const line of lines) {
      const [, id = "", revision, hash = ""] = LINE.exec(line) ?? [];
      if (revision === undefined || (only !== undefined && id !== only)) continue;
      const own = noted.get(id) ?? new Map<number, Set<string>>();
      noted.set(id, own.set(Number(revision), (own.get(Number(revision)) ?? new Set()).add(hash)));
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  return noted;
}
