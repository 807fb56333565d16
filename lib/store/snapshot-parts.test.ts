import { expect, test } from "vitest";
import type { Question } from "@/lib/core/question";
import type { Snapshot } from "@/lib/core/state";
import { useDatabase } from "@/lib/testing/database";
import { makePermission } from "@/lib/testing/permissions";
import { type Furnished, furnish } from "@/lib/testing/wall-scene";
import { store } from "./database";
import { readSnapshot } from "./snapshot";

const { owner } = useDatabase("base");

/** A thing that can be asked, and what of this organization it brings: in which list, and with what in it. */
interface Part {
  readonly asked: Partial<Question>;
  readonly brings: readonly (readonly [list: keyof Snapshot, mark: string])[];
}

/** What can be asked, each about these organizations' things; the first one's it has to bring. */
function partsOf(scenes: readonly [Furnished, Furnished]): Part[] {
  const ids = (of: (scene: Furnished) => string) => scenes.map(of);
  const [here] = scenes;
  const { bob, boss, inProject, roleId, projectId, invitationId, tokenId } = here;
  return [
    { asked: { memberIds: ids((scene) => scene.bob.memberId) }, brings: [["members", bob.memberId]] },
    {
      asked: { personIds: ids((scene) => scene.bob.personId) },
      brings: [
        ["members", inProject.memberId],
        ["people", bob.personId],
        ["projects", projectId],
        ["invitations", invitationId],
        ["permissions", "view_items"],
        ["roles", roleId],
      ],
    },
    {
      asked: { emails: ids((scene) => scene.boss.email) },
      brings: [
        ["members", boss.memberId],
        ["people", boss.personId],
      ],
    },
    { asked: { roleIds: ids((scene) => scene.roleId) }, brings: [["roles", roleId]] },
    {
      asked: { editedRoleIds: ids((scene) => scene.roleId) },
      brings: [
        ["holdersHold", roleId],
        ["permissions", "view_order"],
      ],
    },
    { asked: { endedRoleIds: ids((scene) => scene.roleId) }, brings: [["members", bob.memberId]] },
    {
      asked: { endedProjectIds: ids((scene) => scene.projectId) },
      brings: [["members", inProject.memberId]],
    },
    { asked: { projectIds: ids((scene) => scene.projectId) }, brings: [["projects", projectId]] },
    {
      asked: { invitationIds: ids((scene) => scene.invitationId) },
      brings: [
        ["invitations", invitationId],
        ["members", bob.memberId],
      ],
    },
    { asked: { tokenIds: ids((scene) => scene.tokenId) }, brings: [["tokens", tokenId]] },
    {
      asked: { permissions: ["view_items", "EDIT_ITEMS"] },
      brings: [
        ["permissions", "view_items"],
        ["permissions", "edit_items"],
      ],
    },
    {
      asked: { names: ["own", "apollo"] },
      brings: [
        ["takenNames", "ORGANIZATION:own"],
        ["projects", projectId],
      ],
    },
    {
      asked: { wantsDefaults: true },
      brings: [
        ["permissions", "everyones"],
        ["permissions", "IN_EVERY_PROJECT"],
      ],
    },
    { asked: { wantsWebhooks: true }, brings: [["webhooks", here.organizationId]] },
    { asked: { canDemote: true }, brings: [["administration", '"others":true']] },
  ];
}

/** Its webhook says whose it is. */
const makeWebhook = ({ organizationId }: Furnished) =>
  owner.query(
    `insert into webhook (id, organization_id, url, secret, cursor_revision, created_at, updated_at)
     values (gen_random_uuid(), $1, 'https://example.com/' || $1::uuid, 'x', 0, now(), now())`,
    [organizationId],
  );

test("a snapshot of any two parts has what each of them asks, nothing that the whole has not, and nothing of another organization", async () => {
  const scenes = [await furnish(owner), await furnish(owner)] as const;
  const [here, there] = scenes;
  await Promise.all(scenes.map(makeWebhook));
  await makePermission(owner, "everyones", { isDefault: true });
  await makePermission(owner, "IN_EVERY_PROJECT", { level: "PROJECT", isDefault: true });
  const read = async (question: Partial<Question>) => {
    // Who else administers is asked about the others than those who are loaded.
    const place = { organizationId: here.organizationId };
    const found = await readSnapshot(store().pool, here.boss.principal, place, question);
    if (!found) throw new Error("there is no such organization");
    return found;
  };
  const parts = partsOf(scenes);
  const whole = await read(Object.assign({}, ...parts.map(({ asked }) => asked)));
  // The person of an address is found wherever he is: who he is, and no more.
  const { people: _, ...kept } = whole;
  const known = linesOf(whole);
  expect(there.marks.filter((mark) => JSON.stringify(kept).includes(mark))).toEqual([]);
  for (const [at, one] of parts.entries())
    for (const other of parts.slice(at)) {
      const some = await read({ ...one.asked, ...other.asked });
      const asked = Object.keys({ ...one.asked, ...other.asked }).join(", ");
      const wanted = [...one.brings, ...other.brings].filter(
        // Who else administers is asked about the others than those who are loaded.
        ([list]) => list !== "administration" || some.members.length === 0,
      );
      expect(
        wanted.filter(([list, mark]) => !JSON.stringify(some[list]).includes(mark)),
        asked,
      ).toEqual([]);
      expect(
        [...linesOf(some)].filter((line) => !known.has(line)),
        asked,
      ).toEqual([]);
    }
});

/** Each row of each list, and whatever else it says that does not hang on what else is asked. */
function linesOf({ now: _now, administration: _others, ...snapshot }: Snapshot): Set<string> {
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
