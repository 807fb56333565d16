import { type FileHandle, mkdir, open } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type AuditHead, lineOf, readNotedHeads } from "../store/audit-heads";
import { connect } from "./connection";
import { startError } from "./errors";

type Notes = {
  /** Notes what is not noted yet and stops. */
  stop(): Promise<void>;
};

// A busy product changes a hundred times a second: noting it ten times a second is enough, and costs a tenth.
const PAUSE_MS = 100;
/** How often all organizations are looked at, in case that a notification was lost with its connection. */
const SWEEP_MS = 30_000;

/**
 * Notes every head that an organization's audit reaches in `file`, outside the database that holds the audit: who can
 * rewrite one cannot rewrite both unseen. Lines are only added, in one write each time, so that several processes may
 * share the file, and are on the disk before the next are taken. Throws where the file cannot be written.
 */
export async function noteHeads(url: string, file: string): Promise<Notes> {
  const noted = await lastNoted(file);
  const handle = await openFile(file);
  const stopping = new AbortController();
  const following = follow(url, handle, noted, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      // A database that does not answer is not waited for: the next start notes what is missing.
      await Promise.race([following, delay(2_000)]);
      await handle.close();
    },
  };
}

/** Where the database goes away, it is looked for again until the end. */
async function follow(
  url: string,
  handle: FileHandle,
  noted: Map<string, string>,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    await followOnce(url, handle, noted, stopping).catch((error: unknown) => {
      console.error(`The audit's heads are not noted now: ${error instanceof Error ? error.message : error}`);
    });
    await pause(1_000, stopping);
  }
}

async function followOnce(
  url: string,
  handle: FileHandle,
  noted: Map<string, string>,
  stopping: AbortSignal,
): Promise<void> {
  const client = await connect(url);
  try {
    let changed = new Set<string>();
    let lost = false;
    client.on("end", () => (lost = true));
    client.on("notification", ({ payload }) => changed.add((payload ?? "").split(":")[0] ?? ""));
    await client.query("listen grantdesk");
    for (let sweptAt = 0; ; await pause(PAUSE_MS, stopping)) {
      if (lost) throw new Error("the connection was lost");
      const last = stopping.aborted;
      const sweep = last || Date.now() - sweptAt > SWEEP_MS;
      const ids = changed;
      changed = new Set();
      if (sweep || ids.size > 0) await note(handle, noted, await readHeads(client, sweep ? null : [...ids]));
      if (sweep) sweptAt = Date.now();
      if (last) return;
    }
  } finally {
    await client.end();
  }
}

async function readHeads(
  client: Awaited<ReturnType<typeof connect>>,
  ids: string[] | null,
): Promise<AuditHead[]> {
  const { rows } = await client.query<{ id: string; revision: string; hash: string }>(
    "select organization_id as id, revision, hash from audit_heads($1)",
    [ids],
  );
  return rows.map(({ id, revision, hash }) => ({ organizationId: id, revision: Number(revision), hash }));
}

async function note(handle: FileHandle, noted: Map<string, string>, heads: AuditHead[]): Promise<void> {
  const fresh = heads.filter((head) => noted.get(head.organizationId) !== `${head.revision} ${head.hash}`);
  if (fresh.length === 0) return;
  const at = new Date().toISOString();
  // The empty line ends one that a crash has cut short.
  await handle.appendFile(`\n${fresh.map((head) => lineOf(head, at)).join("\n")}\n`);
  await handle.datasync();
  for (const head of fresh) noted.set(head.organizationId, `${head.revision} ${head.hash}`);
}

async function lastNoted(file: string): Promise<Map<string, string>> {
  const last = new Map<string, string>();
  for (const [id, heads] of await readNotedHeads(file)) {
    const [revision, hashes] = [...heads].reduce((one, other) => (other[0] > one[0] ? other : one));
    last.set(id, `${revision} ${[...hashes].at(-1)}`);
  }
  return last;
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    return await open(file, "a", 0o600);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw startError(`AUDIT_HEAD_FILE: the audit's heads cannot be noted in ${file}: ${reason}`);
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
