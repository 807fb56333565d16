import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { openSession } from "@/lib/testing/callers";
import { makeToken } from "@/lib/testing/credentials";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { follow } from "../instances/follow";
import { signOut } from "../instances/sign-out";

interface Scene {
  readonly base: string;
  readonly owner: Pool;
  readonly organizationId: string;
  readonly personId: string;
  readonly memberId: string;
  readonly token: string;
  readonly cookie: string;
}

/** One organization with its owner and a member, at this instance. */
export async function makeScene(base: string, owner: Pool): Promise<Scene> {
  const organizationId = await makeOrganization(owner);
  const { personId } = await makeMember(owner, { organizationId }, { role: "Owner" });
  const { memberId } = await makeMember(owner, { organizationId });
  // A session lives an hour otherwise, as long as a soak may take.
  const cookie = await openSession(owner, personId, "1 day");
  return { base, owner, organizationId, personId, memberId, cookie, token: await makeToken(owner, personId) };
}

const LANES = 8;

/** What people and programs do, the frequent more often; each answers the statuses that it met. */
const ACTS: readonly ((scene: Scene, turn: number) => Promise<number[]>)[] = [
  (scene, turn) => change(scene, turn),
  (scene, turn) => change(scene, turn),
  (scene, turn) => change(scene, turn, { "idempotency-key": randomUUID() }),
  (scene) => api(scene, "/members"),
  (scene) => api(scene, `/members/${scene.memberId}`),
  (scene) => api(scene, "/audit-events?limit=20"),
  (scene) => api({ ...scene, token: "nobody's" }, "/members"),
  (scene) => api(scene, "/changes", { method: "POST", body: "{" }),
  (scene) => get(`${scene.base}/o/${scene.organizationId}/members`, { headers: { cookie: scene.cookie } }),
  listen,
  comeAndGo,
];

/** Eight at a time do all of it in turn, for so long. Answers how many requests there were, and the failures. */
export async function load(scene: Scene, seconds: number): Promise<{ requests: number; failures: number[] }> {
  const until = performance.now() + seconds * 1000;
  const statuses: number[] = [];
  const lane = async (first: number) => {
    for (let turn = first; performance.now() < until; turn++)
      statuses.push(...((await ACTS[turn % ACTS.length]?.(scene, turn)) ?? []));
  };
  await Promise.all(Array.from({ length: LANES }, (_, n) => lane(n * 3)));
  return { requests: statuses.length, failures: statuses.filter((status) => status >= 500) };
}

async function get(url: string, init: RequestInit = {}): Promise<number[]> {
  const answer = await fetch(url, { redirect: "manual", ...init });
  await answer.arrayBuffer();
  return [answer.status];
}

function api({ base, organizationId, token }: Scene, below: string, init: RequestInit = {}) {
  return get(`${base}/api/v1/organizations/${organizationId}${below}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...init.headers },
  });
}

function change(scene: Scene, turn: number, headers: Record<string, string> = {}): Promise<number[]> {
  const kind = turn % 2 === 0 ? "add_permission" : "remove_permission";
  const changes = [{ kind, member_id: scene.memberId, permission: "view_org_users" }];
  return api(scene, "/changes", { method: "POST", headers, body: JSON.stringify({ changes }) });
}

/** A tab that is opened, and closed while its stream is open. */
async function listen({ base, organizationId, cookie }: Scene): Promise<number[]> {
  const tab = await follow(base, organizationId, cookie);
  tab.close();
  return [200];
}

async function comeAndGo({ base, owner, personId }: Scene): Promise<number[]> {
  await signOut(base, await openSession(owner, personId));
  return [200, 200];
}
