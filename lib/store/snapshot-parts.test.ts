import { expect, test } from "vitest";
import type { Question } from "@/lib/core/question";
import { useDatabase } from "@/lib/testing/database";
import { type Furnished, furnish } from "@/lib/testing/wall-scene";
import { store } from "./database";
import { readSnapshot } from "./snapshot";

const { owner } = useDatabase("base");

/** What can be asked, each about these organizations' things. */
function partsOf(scenes: readonly Furnished[]): Partial<Question>[] {
  const ids = (of: (scene: Furnished) => string) => scenes.map(of);
  return [
    { memberIds: ids(({ bob }) => bob.memberId) },
    { personIds: ids(({ bob }) => bob.personId) },
    { emails: ids(({ boss }) => boss.email) },
    { roleIds: ids(({ roleId }) => roleId) },
    { editedRoleIds: ids(({ roleId }) => roleId) },
    { endedRoleIds: ids(({ roleId }) => roleId) },
    { endedProjectIds: ids(({ projectId }) => projectId) },
    { projectIds: ids(({ projectId }) => projectId) },
    { invitationIds: ids(({ invitationId }) => invitationId) },
    { tokenIds: ids(({ tokenId }) => tokenId) },
    { permissions: ["view_items", "edit_items"] },
    { names: ["own", "apollo"] },
    { wantsDefaults: true },
    { wantsWebhooks: true },
    { canDemote: true },
  ];
}

test("a snapshot of any two parts has nothing that the whole has not, and nothing of another organization", async () => {
  const [here, there] = [await furnish(owner), await furnish(owner)];
  const read = async (question: Partial<Question>) => {
    // Who else administers is asked about the others than those who are loaded.
    const place = { organizationId: here.organizationId };
    const found = await readSnapshot(store().pool, here.boss.principal, place, question);
    if (!found) throw new Error("there is no such organization");
    const { now: _now, administration: _others, ...snapshot } = found;
    return snapshot;
  };
  const parts = partsOf([here, there]);
  const whole = await read(Object.assign({}, ...parts));
  // The person of an address is found wherever he is: who he is, and no more.
  const { people: _, ...kept } = whole;
  const known = linesOf(whole);
  expect(there.marks.filter((mark) => JSON.stringify(kept).includes(mark))).toEqual([]);
  for (const [at, one] of parts.entries())
    for (const other of parts.slice(at)) {
      const some = await read({ ...one, ...other });
      const asked = Object.keys({ ...one, ...other }).join(", ");
      expect(
        [...linesOf(some)].filter((line) => !known.has(line)),
        asked,
      ).toEqual([]);
    }
});

/** Each row of each list, and whatever else it says. */
function linesOf(snapshot: object): Set<string> {
  return new Set(
    Object.entries(snapshot).flatMap(([key, value]) =>
      rowsOf(value).map((row) => `${key} ${JSON.stringify(row)}`),
    ),
  );
}

const rowsOf = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value;
  return value instanceof Object ? Object.entries(value) : [value];
};
