import type { Case } from "./case";
import { type Refusal, refuse } from "./refusal";

/** A gated permission is given only in a project where an operator has opened its gate (seed 004: "contact … to enable"). */
export function gated({ effects, after, catalogue }: Case): Refusal[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== "permission.added" && effect.kind !== "permission.changed") return [];
    const permission = effect.permissionId === null ? undefined : catalogue.byId.get(effect.permissionId);
    if (!permission?.gated) return [];
    const project = effect.projectId === null ? undefined : after.projects.get(effect.projectId);
    if (project?.openGates.includes(permission.id)) return [];
    return [
      refuse("gated", `${permission.name} can be granted only where an operator has switched it on.`, {
        permissions: [permission.name],
        ...(effect.membershipId ? { memberId: effect.membershipId } : {}),
      }),
    ];
  });
}
