import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { changeAccess } from "./change-access";
import { previewChange } from "./preview-change";

const { owner } = useDatabase("base");

test("a preview names nobody whom the asker may not see, and says all the same what happens", async () => {
  const organizationId = await makeOrganization(owner);
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  const bob = await makeMember(owner, { organizationId });
  const role = randomUUID();
  await changeAccess(boss.principal, {
    organizationId,
    changes: [
      { kind: "create-role", role, level: "ORGANIZATION", name: "Clerk", description: null, permissions: [] },
      { kind: "assign-role", member: bob.memberId, role, assignment: randomUUID() },
    ],
  });
  const end = { organizationId, changes: [{ kind: "delete-role", role }] } as const;
  const roler = await makeMember(owner, { organizationId }, { permissions: ["edit_org_roles"] });
  const blind = await previewChange(roler.principal, end);
  expect(blind.ok && blind.value.effects.map(({ kind }) => kind)).toEqual([
    "role.unassigned",
    "role.deleted",
  ]);
  expect(JSON.stringify(blind)).not.toContain(bob.email);
  expect(JSON.stringify(await previewChange(boss.principal, end))).toContain(bob.email);
});
