import { expect, test } from "vitest";
import { changeAccess } from "@/lib/operations/change-access";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization, makeProject } from "@/lib/testing/fixtures";
import { PATHS, type Path } from "./races-paths";
import { report, rounds } from "./report";

const { owner } = useDatabase("base");

/**
 * With the control out, 27 and 25 of the 64 rounds left nobody: two in five. Were it one in five, 64 rounds would all miss
 * less often than once in a million (0.8 ^ 64); so each pair of paths once is the least that runs.
 */
const PAIRS = PATHS.flatMap((one) => PATHS.map((other) => [one, other] as const));

/** Who administers the place for good, counted by a statement of this test's own. */
async function administrators(organizationId: string, projectId: string | null): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    `select count(distinct m.id)::int as count from membership m join person who on who.id = m.person_id
     where m.organization_id = $1 and m.project_id is not distinct from $2::uuid and m.status = 'ACTIVE' and who.suspended_at is null
       and exists (
         select from permission p where p.name = $3 and (
           exists (select from permission_grant g where g.membership_id = m.id and g.permission_id = p.id and g.expires_at is null)
           or exists (select from role_assignment a join role_permission rp on rp.role_id = a.role_id
             where a.membership_id = m.id and rp.permission_id = p.id and a.expires_at is null)))`,
    [organizationId, projectId, projectId === null ? "edit_org_users" : "CAN_PERFORM_ADMIN_ACTIONS"],
  );
  return rows[0]?.count ?? 0;
}

const PLACES = [
  { name: "an organization", inProject: false, role: "Owner", right: "edit_org_users" },
  { name: "a project", inProject: true, role: "Project admin", right: "CAN_PERFORM_ADMIN_ACTIONS" },
] as const;

test.each(PLACES)("whoever takes whose right away, and how, $name keeps someone", async (place) => {
  const cases = Math.max(PAIRS.length, rounds(PAIRS.length, 1_000));
  let wrong = 0;
  for (let round = 0; round < cases; round++) {
    const pair = PAIRS[round % PAIRS.length];
    if (pair && !(await keepsSomeone(place, pair, 2 + (round % 3)))) wrong++;
  }
  await report({ promise: `Someone can always administer ${place.name}`, cases, wrong });
  expect(wrong).toBe(0);
});

/** N administrators in a circle: each takes the right of the next one, or his own, all at the same moment. */
async function keepsSomeone(
  { inProject, role, right }: (typeof PLACES)[number],
  [one, other]: readonly [Path, Path],
  many: number,
): Promise<boolean> {
  const organizationId = await makeOrganization(owner);
  const projectId = inProject ? await makeProject(owner, organizationId) : null;
  const place = { organizationId, ...(projectId ? { projectId } : {}) };
  const circle: FixtureMember[] = [];
  for (let index = 0; index < many; index++) {
    const holds =
      index % 2 === 0 ? { role } : { permissions: inProject ? [right] : [right, "grant_any_permission"] };
    circle.push(await makeMember(owner, place, holds));
  }
  await Promise.all(
    circle.map((member, index) => {
      const next = circle[(index + 1) % many] ?? member;
      const path = index % 2 === 0 ? one : other;
      const target = path.oneself ? member : next;
      const changes = path.changes(target.memberId, right);
      return changeAccess(member.principal, { organizationId, projectId, changes });
    }),
  );
  return (await administrators(organizationId, projectId)) > 0;
}
