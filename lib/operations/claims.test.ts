import { afterEach, expect, test, vi } from "vitest";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import { presumedOfSecret, principalOfSecret } from "@/lib/identity/credential";
import { apply } from "@/lib/store/apply";
import { holds } from "@/lib/store/claims";
import { store } from "@/lib/store/database";
import { recordDenial } from "@/lib/store/denials";
import { readSnapshot } from "@/lib/store/snapshot";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { makeViewScene, view } from "@/lib/testing/view-scene";
import { once } from "./once";

const { owner } = useDatabase("base");
afterEach(() => vi.restoreAllMocks());

const FELL = "The credential is no longer what it was.";

/** Somebody whose token was looked up a moment ago, and is only presumed to be good now. */
async function claimant() {
  const organizationId = await makeOrganization(owner);
  const { personId } = await makeMember(owner, { organizationId }, { role: "Owner" });
  const secret = await makeToken(owner, personId);
  await principalOfSecret(secret, "v1", "before");
  const principal = presumedOfSecret(secret, "v1", "now");
  if (!principal) throw new Error("nothing is remembered");
  return { organizationId, personId, secret, principal };
}

const TAKEN: readonly (readonly [string, string])[] = [
  ["revoked", "update api_token set revoked_at = now() where person_id = $1"],
  ["ended", "update api_token set expires_at = now() where person_id = $1"],
  ["narrowed", "update api_token set narrowed = true where person_id = $1"],
  [
    "bound to a place",
    "update api_token set organization_id = (select organization_id from membership where person_id = $1) where person_id = $1",
  ],
  ["a suspended person's", "update person set suspended_at = now() where id = $1"],
];

test.each(TAKEN)("no question is answered whose token is %s since it was looked up last", async (_, take) => {
  const { organizationId, personId, principal } = await claimant();
  await owner.query(take, [personId]);
  await expect(readSnapshot(store().pool, principal, { organizationId })).rejects.toThrow(FELL);
  await expect(readSnapshot(store().pool, principal, { organizationId })).rejects.toThrow(FELL);
  expect(await holds(principal)).toBe(false);
});

const toApply = (organizationId: string) => ({
  ...{ organizationId, revision: 1, systemRevision: null, auditHead: "", at: new Date().toISOString() },
  ...{ effects: [], secretHashes: {} },
});

type Deed = (principal: Principal, organizationId: string) => Promise<unknown>;
const DEEDS: readonly (readonly [string, Deed])[] = [
  ["written", (principal, id) => apply(store().pool, principal, toApply(id))],
  ["put on record", (principal, id) => recordDenial(principal, id, notFound("member"))],
  [
    "done once",
    (principal) => once(principal, "key", "request", () => Promise.reject(new Error("it was done"))),
  ],
];

test.each(DEEDS)("nothing is %s in the name of whose token is revoked since", async (_, deed) => {
  const { organizationId, personId, principal } = await claimant();
  await owner.query("update api_token set revoked_at = now() where person_id = $1", [personId]);
  await expect(deed(principal, organizationId)).rejects.toThrow(FELL);
  const { rows } = await owner.query("select from access_denial where person_id = $1", [personId]);
  expect(rows).toEqual([]);
});

test("a credential is looked up in one round trip with the question, and in none with the next", async () => {
  const { organizationId, principal } = await claimant();
  const asked = vi.spyOn(store().pool, "query");
  expect(await readSnapshot(store().pool, principal, { organizationId })).not.toBeNull();
  expect(await holds(principal)).toBe(true);
  expect(asked).toHaveBeenCalledOnce();
});

test("what is remembered goes where a claim falls, and comes back with the next look-up", async () => {
  const { personId, secret, principal } = await claimant();
  await owner.query("update api_token set narrowed = true where person_id = $1", [personId]);
  expect(await holds(principal)).toBe(false);
  expect(presumedOfSecret(secret, "v1", "after")).toBeNull();
  expect(await principalOfSecret(secret, "v1", "after")).toMatchObject({ narrowedTo: [] });
  expect(presumedOfSecret(secret, "v1", "after")).toMatchObject({ narrowedTo: [] });
});

test("the use of a token is noted by the look-up that goes with a question, too", async () => {
  const { organizationId, personId, principal } = await claimant();
  await owner.query("update api_token set last_used_at = null where person_id = $1", [personId]);
  await readSnapshot(store().pool, principal, { organizationId });
  const { rows } = await owner.query(
    "select last_used_at is not null as noted from api_token where person_id = $1",
    [personId],
  );
  expect(rows).toEqual([{ noted: true }]);
});

test("who views as someone else is not presumed to be himself", async () => {
  const scene = await makeViewScene(owner);
  await scene.now();
  const claimed = presumedOfSecret(scene.secret, "console", "now");
  await view(scene);
  expect(claimed && (await holds(claimed))).toBe(false);
  await scene.now();
  expect(presumedOfSecret(scene.secret, "console", "after")).toBeNull();
});
