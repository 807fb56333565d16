import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization, makeProject } from "@/lib/testing/fixtures";

const { owner } = useDatabase("base");

let organizationId: string;
let other: string;
let bob: FixtureMember;

beforeAll(async () => {
  organizationId = await makeOrganization(owner);
  other = await makeOrganization(owner);
  bob = await makeMember(owner, { organizationId }, { permissions: ["view_items"] });
});

const grantOf = (memberId: string, organization: string, permission: string, level: string) =>
  owner.query(
    "insert into permission_grant (membership_id, permission_id, organization_id, level) select $1, id, $2, $4 from permission where name = $3",
    [memberId, organization, permission, level],
  );

test("the same grant cannot be stored twice", async () => {
  await expect(grantOf(bob.memberId, organizationId, "view_items", "ORGANIZATION")).rejects.toMatchObject({
    code: "23505",
  });
});

test("a grant that ties two tenants together cannot be stored", async () => {
  await expect(grantOf(bob.memberId, other, "view_payment_info", "ORGANIZATION")).rejects.toMatchObject({
    code: "23503",
  });
});

test("a permission of another level cannot be stored at a membership", async () => {
  await expect(grantOf(bob.memberId, organizationId, "CAN_VIEW_DATA", "ORGANIZATION")).rejects.toMatchObject({
    code: "23503",
  });
  await expect(grantOf(bob.memberId, organizationId, "Trading", "SYSTEM")).rejects.toMatchObject({
    code: "23503",
  });
});

test("a role of another organization cannot be assigned", async () => {
  const roleId = randomUUID();
  await owner.query(
    "insert into role (id, organization_id, level, name) values ($1, $2, 'ORGANIZATION', 'Theirs')",
    [roleId, other],
  );
  const assign = (home: string) =>
    owner.query(
      "insert into role_assignment (membership_id, role_id, role_home, organization_id, level) values ($1, $2, $3, $4, 'ORGANIZATION')",
      [bob.memberId, roleId, home, organizationId],
    );
  await expect(assign(other)).rejects.toMatchObject({ code: "23514" });
  await expect(assign(organizationId)).rejects.toMatchObject({ code: "23503" });
});

test("a membership cannot name a project of another organization", async () => {
  const projectId = await makeProject(owner, other);
  const insert = owner.query(
    "insert into membership (person_id, organization_id, organization_level, project_id) values ($1, $2, 'ORGANIZATION', $3)",
    [bob.personId, organizationId, projectId],
  );
  await expect(insert).rejects.toMatchObject({ code: "23503" });
});

test("a person is in a scope once", async () => {
  const insert = owner.query(
    "insert into membership (person_id, organization_id, organization_level) values ($1, $2, 'ORGANIZATION')",
    [bob.personId, organizationId],
  );
  await expect(insert).rejects.toMatchObject({ code: "23505" });
});
