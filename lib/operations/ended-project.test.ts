import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { verifyAudit } from "@/lib/store/audit";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization, makeProject } from "@/lib/testing/fixtures";
import { changeAccess } from "./change-access";
import { invite } from "./invitations";

const { owner } = useDatabase("base");

test("with a project the invitations to it end, and the audit says so", async () => {
  const organizationId = await makeOrganization(owner);
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  const projectId = await makeProject(owner, organizationId);
  const person = { email: `${randomUUID()}@example.com` };
  const invitee = { person, projectId, permissions: ["CAN_VIEW_DATA"], roleIds: [], mode: "always" } as const;
  const invited = await invite(boss.principal, organizationId, [invitee]);
  expect(invited.ok).toBe(true);
  const ended = await changeAccess(boss.principal, {
    organizationId,
    changes: [{ kind: "delete-project", project: projectId }],
  });
  expect(ended.ok && ended.value.effects.map(({ kind, subject }) => [kind, subject])).toEqual([
    ["permission.removed", person.email],
    ["invitation.cancelled", person.email],
    ["member.removed", person.email],
    ["project.deleted", "Apollo"],
  ]);
  const { rows } = await owner.query("select 1 from invitation where organization_id = $1", [organizationId]);
  expect(rows).toEqual([]);
  expect(await verifyAudit(organizationId)).toMatchObject({ intact: true });
});
