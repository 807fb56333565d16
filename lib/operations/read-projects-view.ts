import "server-only";
import { ADMINISTERS } from "@/lib/core/guards";
import type { Principal } from "@/lib/core/principal";
import type { ProjectsView } from "@/lib/core/view";
import { readProjectNumbers } from "@/lib/store/project-numbers";
import { enterDesk } from "./enter-desk";
import { projectsSeen } from "./organizations";
import { type Result, success } from "./result";

/** The projects that the asker can open, with their people in numbers where he may see those. */
export async function readProjectsView(
  principal: Principal,
  organizationId: string,
): Promise<Result<ProjectsView>> {
  const entered = await enterDesk(principal, organizationId);
  if (!entered.ok) return entered;
  const { organization, standing } = entered.value.entry;
  const projects = (await projectsSeen(principal, entered.value.entry)).filter(({ id }) =>
    standing.belongs(id),
  );
  const open = projects.map(({ id }) => id).filter((id) => standing.has("readPeople", "PROJECT", id));
  const numbers = await readProjectNumbers(organizationId, open, ADMINISTERS.PROJECT);
  return success({
    revision: organization.revision,
    projects: projects.map((project) => ({ ...project, numbers: numbers.get(project.id) ?? null })),
  });
}
