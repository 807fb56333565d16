import { beforeEach, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeProject } from "@/lib/testing/fixtures";
import { makeOrganizationScene, type OrganizationScene } from "@/lib/testing/organization-scene";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "");

let scene: OrganizationScene;
beforeEach(async () => {
  scene = await makeOrganizationScene(owner);
});

type Resource = { readonly type: "organization" | "project"; readonly id: string };

/** The same question in the four ways that there are: they must never disagree. */
async function answers(personId: string, name: string, resource: Resource): Promise<boolean[]> {
  const { token } = scene.boss;
  const body = { subject: { type: "user", id: personId }, action: { name }, resource };
  const post = async (path: string) => (await ask("POST", `/access/v1/${path}`, { token, body })).body;
  const has = (rows: readonly object[], row: object) =>
    rows.some((each) => Object.entries(row).every(([key, value]) => Object(each)[key] === value));
  return [
    (await post("evaluation")).decision,
    has((await post("search/subject")).results, { id: personId }),
    has((await post("search/resource")).results, { id: resource.id }),
    has((await post("search/action")).results, { name }),
  ];
}

const YES = [true, true, true, true];
const NO = [false, false, false, false];

test("what is held directly, by a role, by implication and from the organization is permitted, every way it is asked", async () => {
  const { boss, editor, member, organizationId } = scene;
  const here = { type: "organization", id: organizationId } as const;
  const project = { type: "project", id: await makeProject(owner, organizationId) } as const;
  expect(await answers(member.personId, "view_items", here)).toEqual(YES);
  expect(await answers(boss.personId, "edit_items", here)).toEqual(YES);
  expect(await answers(editor.personId, "view_org_users", here)).toEqual(YES);
  expect(await answers(editor.personId, "CAN_PERFORM_ADMIN_ACTIONS", project)).toEqual(YES);
  expect(await answers(member.personId, "edit_items", here)).toEqual(NO);
  expect(await answers(member.personId, "CAN_PERFORM_ADMIN_ACTIONS", project)).toEqual(NO);
  // A permission of another level means nothing here.
  expect(await answers(boss.personId, "CAN_PERFORM_ADMIN_ACTIONS", here)).toEqual(NO);
});

/** What ends someone's access, as SQL over the membership $1. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ["a membership that waits for its invitation", "update membership set status = 'INVITED' where id = $1"],
  ["a suspended membership", "update membership set status = 'SUSPENDED' where id = $1"],
  [
    "a person who is suspended everywhere",
    "update person set suspended_at = now() where id = (select person_id from membership where id = $1)",
  ],
  [
    "a grant that has ended",
    "update permission_grant set granted_at = now() - interval '2 hours', expires_at = now() - interval '1 hour' where membership_id = $1",
  ],
  ["a grant that is gone", "delete from permission_grant where membership_id = $1"],
];

test.each(ENDINGS)("%s permits nothing, every way it is asked", async (_, sql) => {
  const { organizationId } = scene;
  const projectId = await makeProject(owner, organizationId);
  const inOrganization = await makeMember(owner, { organizationId }, { permissions: ["view_items"] });
  const inProject = await makeMember(
    owner,
    { organizationId, projectId },
    { permissions: ["CAN_RUN_TASKS"] },
  );
  const here = { type: "organization", id: organizationId } as const;
  const there = { type: "project", id: projectId } as const;
  expect(await answers(inOrganization.personId, "view_items", here)).toEqual(YES);
  expect(await answers(inProject.personId, "CAN_RUN_TASKS", there)).toEqual(YES);
  for (const { memberId } of [inOrganization, inProject]) await owner.query(sql, [memberId]);
  expect(await answers(inOrganization.personId, "view_items", here)).toEqual(NO);
  expect(await answers(inProject.personId, "CAN_RUN_TASKS", there)).toEqual(NO);
});
