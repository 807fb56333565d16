import { describe, expect, test } from "vitest";
import { openSession } from "@/lib/testing/callers";
import { makeToken } from "@/lib/testing/credentials";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { leftOut } from "@/lib/testing/programs";
import { follow } from "./instances/follow";
import { useInstances, type Way } from "./instances/pair";
import { signOut } from "./instances/sign-out";
import { report, rounds } from "./report";

/** Writes of one credential in a minute, with the factor below. */
const MOST = 600;
const FACTOR = "0.1";
const METRICS_TOKEN = "a token for the instances' metrics alone";
const ARRIVES_WITHIN_MS = 1_000;

const without = leftOut("pgbouncer");
// One of each is enough to tell their answers apart; that two of a kind do as well is tried in the long form.
const mixed: readonly Way[] = without ? ["direct", "direct"] : ["direct", "pooled"];
const alike: readonly (readonly Way[])[] = [
  ["direct", "direct"],
  ...(without ? [] : ([["pooled", "pooled"]] as const)),
];
const pairs = rounds(0, 1) ? [mixed, ...alike] : [mixed];

describe.each(pairs.map((ways) => ({ name: ways.join(" and "), ways })))(
  "instances, $name",
  ({ name, ways }) => {
    const { bases, owner } = useInstances(ways, { RATE_LIMIT_FACTOR: FACTOR, METRICS_TOKEN });

    async function makeScene() {
      const organizationId = await makeOrganization(owner());
      const { personId } = await makeMember(owner(), { organizationId }, { role: "Owner" });
      const { memberId } = await makeMember(owner(), { organizationId });
      const cookie = await openSession(owner(), personId);
      return { organizationId, memberId, personId, cookie, token: await makeToken(owner(), personId) };
    }
    type Scene = Awaited<ReturnType<typeof makeScene>>;

    const at = (turn: number) => bases[turn % 2] ?? "";

    function ask(turn: number, { organizationId, token }: Scene, below: string, body?: unknown) {
      return fetch(`${at(turn)}/api/v1/organizations/${organizationId}${below}`, {
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
      });
    }

    const tick = ({ memberId }: Scene, isAdded: boolean) => ({
      changes: [
        {
          kind: isAdded ? "add_permission" : "remove_permission",
          member_id: memberId,
          permission: "view_org_users",
        },
      ],
    });

    test("what one instance has acknowledged, the other answers at once", async () => {
      const scene = await makeScene();
      const turns = rounds(20, 200);
      let wrong = 0;
      for (let turn = 0; turn < turns; turn++) {
        const isAdded = turn % 2 === 0;
        const changed = await ask(turn, scene, "/changes", tick(scene, isAdded));
        expect(changed.status).toBe(200);
        const member = await ask(turn + 1, scene, `/members/${scene.memberId}`);
        const holds = (await member.text()).includes('"view_org_users"');
        if (member.status !== 200 || holds !== isAdded) wrong++;
      }
      await report({
        promise: `what one instance has acknowledged, the other answers (${name})`,
        cases: turns,
        wrong,
      });
      expect(wrong).toBe(0);
    });

    test("many who write into one organization through one instance come in turn, and none begins anew", async () => {
      const scene = await makeScene();
      const conflicts = async () => {
        const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
        const text = await (await fetch(`${at(0)}/api/metrics`, { headers })).text();
        return Number(/^grantdesk_conflicts_total (\d+)/m.exec(text)?.[1]);
      };
      const before = await conflicts();
      const cases = rounds(24, 200);
      const names = Array.from({ length: cases }, (_, n) => `Project ${n}`);
      const write = async (name: string) => (await ask(0, scene, "/projects", { name })).status;
      const statuses: number[] = [];
      const lane = async () => {
        for (let name = names.pop(); name; name = names.pop()) statuses.push(await write(name));
      };
      await Promise.all(Array.from({ length: 12 }, lane));
      const begunAnew = (await conflicts()) - before;
      const wrong = begunAnew + statuses.filter((status) => status !== 201).length;
      await report({ promise: `Writers of one process come in turn (${name})`, cases, wrong });
      expect(statuses).toEqual(statuses.map(() => 201));
      expect(begunAnew).toBe(0);
    });

    test("a change at one instance is heard by a tab at the other within a second", async () => {
      const scene = await makeScene();
      const turns = rounds(10, 200);
      const tabs = [];
      for (const base of bases) tabs.push(await follow(base, scene.organizationId, scene.cookie));
      const took: number[] = [];
      for (let turn = 0; turn < turns; turn++) {
        const changed = await ask(turn, scene, "/changes", tick(scene, turn % 2 === 0));
        const since = performance.now();
        const { revision } = (await changed.json()) as { revision: number };
        const arrival = await tabs[(turn + 1) % 2]?.arrival(revision, 5 * ARRIVES_WITHIN_MS);
        took.push(typeof arrival === "number" ? arrival - since : Number.POSITIVE_INFINITY);
      }
      for (const tab of tabs) tab.close();
      const wrong = took.filter((each) => each > ARRIVES_WITHIN_MS).length;
      await report({
        promise: `live updates cross instances within a second (${name})`,
        cases: turns,
        wrong,
      });
      expect(took.filter((each) => each > ARRIVES_WITHIN_MS)).toEqual([]);
    });

    test("a session that was signed out of at one instance is over at the other", async () => {
      const scene = await makeScene();
      const turns = rounds(4, 100);
      let wrong = 0;
      for (let turn = 0; turn < turns; turn++) {
        const cookie = await openSession(owner(), scene.personId);
        const knock = async () => {
          const leaving = new AbortController();
          const signal = leaving.signal;
          const url = `${at(turn + 1)}/api/events?organization=${scene.organizationId}`;
          const { status } = await fetch(url, { headers: { cookie }, signal });
          leaving.abort();
          return status;
        };
        const before = await knock();
        await signOut(at(turn), cookie);
        if (before !== 200 || (await knock()) !== 401) wrong++;
      }
      await report({
        promise: `a session that ended at one instance is over at the other (${name})`,
        cases: turns,
        wrong,
      });
      expect(wrong).toBe(0);
    });

    test("a token that was taken away at one instance is nothing at the other from then on", async () => {
      const scene = await makeScene();
      const { organizationId } = scene;
      const { personId } = await makeMember(owner(), { organizationId }, { role: "Owner" });
      const other = { ...scene, token: await makeToken(owner(), personId, organizationId) };
      const { rows } = await owner().query("select id from api_token where person_id = $1", [personId]);
      // Both have looked it up, and would presume it to be good.
      const uses = [0, 1].flatMap((instance) => [
        () => ask(instance, other, "/members"),
        () => ask(instance, other, "/effective-access"),
        () => ask(instance, other, "/changes", tick(other, instance === 0)),
      ]);
      for (const use of uses) expect((await use()).status).toBe(200);
      const revisionOf = "select revision from organization where id = $1";
      const before = await owner().query(revisionOf, [organizationId]);
      const revoked = await fetch(`${at(0)}/api/v1/organizations/${organizationId}/api-keys/${rows[0]?.id}`, {
        method: "DELETE",
        headers: { authorization: `Bearer ${scene.token}` },
      });
      expect(revoked.status).toBe(204);
      const last = await owner().query(revisionOf, [organizationId]);
      for (const use of uses) expect((await use()).status).toBe(401);
      expect((await owner().query(revisionOf, [organizationId])).rows).toEqual(last.rows);
      expect(last.rows).not.toEqual(before.rows);
    });

    test("both instances together take as many writes of one credential as one would", async () => {
      const scene = await makeScene();
      const tries = MOST + 60;
      const answers = await Promise.all(
        Array.from({ length: 12 }, async (_, lane) => {
          const statuses: number[] = [];
          for (let n = lane; n < tries; n += 12)
            statuses.push((await ask(n, scene, "/changes", tick(scene, false))).status);
          return statuses;
        }),
      );
      const taken = answers.flat().filter((status) => status !== 429).length;
      expect(taken).toBeLessThanOrEqual(MOST);
      // What an instance has booked and not used is lost to the other.
      expect(taken).toBeGreaterThan(MOST - 2 * (MOST / 60));
      // Two pools, the listener and the noted heads of each: none is left over from the crowd.
      const { rows } = await owner().query(
        "select count(*)::int as open from pg_stat_activity where usename = 'grantdesk_app'",
      );
      expect(rows[0]?.open).toBeLessThanOrEqual(2 * (10 + 4 + 2));
    });
  },
);
