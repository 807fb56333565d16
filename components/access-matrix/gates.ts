import type { DeskView } from "@/lib/core/view";

/** The permissions that nobody can be given here until an operator opens them, each with that in words, by id. */
export function closedGates(desk: DeskView | undefined, projectId: string | undefined): Map<string, string> {
  const project = desk?.projects.find(({ id }) => id === projectId);
  const catalogue = (projectId === undefined ? desk?.permissions : desk?.projectPermissions) ?? [];
  const closed = catalogue.filter(({ id, gated }) => gated && !project?.openGates.includes(id));
  const how = desk?.may.operate
    ? "You can switch it on in the project's settings."
    : "Ask support to switch it on.";
  return new Map(
    closed.map(({ id, displayName }) => [
      id,
      `${displayName} can be given only where an operator has switched it on. ${how}`,
    ]),
  );
}
