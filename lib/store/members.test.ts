import { expect, test } from "vitest";
import { MEMBER_SORTS, type MemberOrder } from "@/lib/core/view";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { store } from "./database";
import { nextAfter, type PageRequest, readMembers } from "./members";

const { owner } = useDatabase("base");

/** Nine people who are alike in some things: names twice, never active, the same number of permissions. */
async function makePeople() {
  const organizationId = await makeOrganization(owner);
  const gives = ["view_items", "edit_items", "view_orders"];
  for (let each = 0; each < 9; each++) {
    const { personId, memberId } = await makeMember(
      owner,
      { organizationId },
      { permissions: gives.slice(0, each % 4), status: each % 3 === 0 ? "SUSPENDED" : "ACTIVE" },
    );
    await owner.query("update person set first_name = $2 where id = $1", [
      personId,
      ["", "Ida", "ada two"][each % 3],
    ]);
    await owner.query("update membership set last_active_at = $2 where id = $1", [
      memberId,
      each % 2 === 0 ? null : `2026-01-0${each}T08:00:00.123456Z`,
    ]);
  }
  return organizationId;
}

async function walk(organizationId: string, order: MemberOrder, limit: number) {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: PageRequest = { limit, order, ...(after === null ? {} : { after }) };
    const found = await readMembers(store().pool, { organizationId, projectId: null }, {}, page);
    seen.push(...found.members.map(({ id }) => id));
    after = nextAfter(found, page);
  } while (after !== null);
  return seen;
}

test("in every order, up and down, the pages have everyone once and as one long page has them", async () => {
  const organizationId = await makePeople();
  for (const by of MEMBER_SORTS) {
    const up = await walk(organizationId, { by, down: false }, 100);
    expect(up, by).toHaveLength(9);
    expect(await walk(organizationId, { by, down: true }, 100), `${by} down`).toEqual([...up].reverse());
    for (const down of [false, true])
      expect(await walk(organizationId, { by, down }, 2), `${by} by twos`).toEqual(
        down ? [...up].reverse() : up,
      );
  }
});

test("names stand without regard to case, whoever has none by his address; who was never here comes first", async () => {
  const organizationId = await makePeople();
  const read = async (by: MemberOrder["by"]) =>
    (
      await readMembers(
        store().pool,
        { organizationId, projectId: null },
        {},
        { limit: 100, order: { by, down: false } },
      )
    ).members;
  const names = (await read("name")).map(({ person }) => (person.firstName || person.email).toLowerCase());
  const { rows } = await owner.query<{ name: string }>(
    "select name from unnest($1::text[]) with ordinality as given (name, place) order by name, place",
    [names],
  );
  expect(names).toEqual(rows.map(({ name }) => name));
  const active = (await read("active")).map(({ lastActiveAt }) => lastActiveAt);
  expect(active.slice(0, 5)).toEqual([null, null, null, null, null]);
  const direct = (await read("direct")).map(({ grants }) => grants.length);
  expect(direct).toEqual([...direct].sort((a, b) => a - b));
});

test("a place that nobody can read begins the list anew instead of failing", async () => {
  const organizationId = await makePeople();
  for (const by of ["active", "direct"] as const) {
    const page = { limit: 100, order: { by, down: false }, after: "someone@example.com '; drop" };
    const found = await readMembers(store().pool, { organizationId, projectId: null }, {}, page);
    expect(found.members).toHaveLength(9);
  }
});
