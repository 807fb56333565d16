import "server-only";
import { GUARD, type Guard } from "@/lib/core/guards";
import { type Principal, viewerOf } from "@/lib/core/principal";
import type { DeskView, MeView } from "@/lib/core/view";
import { readCatalogue, readRoles } from "@/lib/store/catalogue";
import { enterDesk } from "./enter-desk";
import { isOperator, ownLevel, projectsSeen } from "./organizations";
import { readMyself } from "./read-myself";
import { type Result, success } from "./result";
import type { Entry } from "./standing";
import { readViewing } from "./view-as";

/** Who is signed in, and where he may go. */
export async function readMe(principal: Principal): Promise<Result<MeView>> {
  const self = await readMyself(principal);
  if (!self.ok) return self;
  const [operates, viewing] = await Promise.all([isOperator(principal), readViewing(principal)]);
  return success({ ...self.value, operates, viewing });
}

/** What every screen of an organization stands on: its catalogue, roles and projects, and what the asker may do. */
export async function readDeskView(principal: Principal, organizationId: string): Promise<Result<DeskView>> {
  const entered = await enterDesk(principal, organizationId);
  if (!entered.ok) return entered;
  const { entry, onlyProjects } = entered.value;
  const level = ownLevel(entry.organization);
  const projects = await projectsSeen(principal, entry);
  // What happens in the other projects is not for someone who is in these alone, not even as a number.
  const counted = onlyProjects ? projects.map(({ id }) => id) : null;
  const [permissions, projectPermissions, roles, projectRoles] = await Promise.all([
    onlyProjects ? [] : readCatalogue(organizationId, level),
    level === "SYSTEM" ? [] : readCatalogue(organizationId, "PROJECT"),
    onlyProjects ? [] : readRoles(organizationId, level),
    level === "SYSTEM" ? [] : readRoles(organizationId, "PROJECT", counted),
  ]);
  const self = entry.snapshot.actor.find(
    (member) =>
      member.person.id === viewerOf(principal) &&
      member.organizationId === organizationId &&
      member.projectId === null,
  );
  return success({
    organization: entry.organization,
    may: mayIn(principal, entry),
    selfId: self?.id ?? null,
    onlyProjects,
    permissions,
    projectPermissions,
    roles: [...roles, ...projectRoles],
    projects,
  });
}

const READS: ReadonlySet<Guard> = new Set(["readPeople", "readAudit", "readTokens", "operate"]);

/** Who acts as someone else is offered no act: it would be refused, or be his own once the view is over. */
function mayIn({ actingAs }: Principal, { standing, organization }: Entry): Record<Guard, boolean> {
  const guards = Object.keys(GUARD) as Guard[];
  const level = ownLevel(organization);
  const may = (guard: Guard) => standing.has(guard, level, null) && (!actingAs || READS.has(guard));
  return Object.fromEntries(guards.map((guard) => [guard, may(guard)])) as Record<Guard, boolean>;
}
