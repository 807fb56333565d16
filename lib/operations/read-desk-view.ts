import "server-only";
import { GUARD, type Guard } from "@/lib/core/guards";
import type { Principal } from "@/lib/core/principal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import type { DeskView, MeView } from "@/lib/core/view";
import { readCatalogue, readRoles } from "@/lib/store/catalogue";
import { listProjects } from "./organizations";
import { readMyself } from "./read-myself";
import { type Result, success } from "./result";
import { type Entry, enter } from "./standing";

/** Who is signed in, and where he may go. */
export async function readMe(principal: Principal): Promise<Result<MeView>> {
  const self = await readMyself(principal);
  if (!self.ok) return self;
  const system = await enter(principal, { organizationId: SYSTEM_ORGANIZATION });
  return success({ ...self.value, operates: system.ok && mayIn(system.value).operate });
}

/** What every screen of an organization stands on: its catalogue, roles and projects, and what the asker may do. */
export async function readDeskView(principal: Principal, organizationId: string): Promise<Result<DeskView>> {
  const listed = await listProjects(principal, organizationId);
  if (!listed.ok) return listed;
  const { entry, projects } = listed.value;
  const [permissions, projectPermissions, roles, projectRoles] = await Promise.all([
    readCatalogue(organizationId, entry.level),
    entry.level === "SYSTEM" ? [] : readCatalogue(organizationId, "PROJECT"),
    readRoles(organizationId, entry.level),
    entry.level === "SYSTEM" ? [] : readRoles(organizationId, "PROJECT"),
  ]);
  const self = entry.snapshot.actor.find(
    (member) => member.organizationId === organizationId && member.projectId === null,
  );
  return success({
    organization: entry.organization,
    may: mayIn(entry),
    selfId: self?.id ?? null,
    permissions,
    projectPermissions,
    roles: [...roles, ...projectRoles],
    projects,
  });
}

function mayIn({ standing, level }: Entry): Record<Guard, boolean> {
  const guards = Object.keys(GUARD) as Guard[];
  return Object.fromEntries(guards.map((guard) => [guard, standing.has(guard, level, null)])) as Record<
    Guard,
    boolean
  >;
}
