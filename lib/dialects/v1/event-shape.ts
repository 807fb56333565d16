import { z } from "zod";
import type { Effect } from "@/lib/core/effect";

/** One net difference that a command makes; the facts before and after depend on its kind. */
export const effectSchema = z
  .object({
    kind: z.string().meta({ description: "Such as permission.added, role.unassigned, member.suspended." }),
    project_id: z.guid().nullable(),
    membership_id: z.guid().nullable(),
    user_id: z.guid().nullable(),
    subject: z.string().nullable().meta({ description: "E-mail, role or project name: for a reader." }),
    permission_id: z.guid().nullable(),
    permission: z.string().nullable(),
    role_id: z.guid().nullable(),
    role: z.string().nullable(),
    before: z.unknown().meta({ description: "Null: it was not there." }),
    after: z.unknown().meta({ description: "Null: it is no more." }),
  })
  .meta({ id: "Effect" });

export function renderEffect(effect: Effect): z.input<typeof effectSchema> {
  return {
    kind: effect.kind,
    project_id: effect.projectId,
    membership_id: effect.membershipId,
    user_id: effect.personId,
    subject: effect.subject,
    permission_id: effect.permissionId,
    permission: effect.permissionName,
    role_id: effect.roleId,
    role: effect.roleName,
    before: inSnakeCase(effect.before),
    after: inSnakeCase(effect.after),
  };
}

/** The core's facts with keys as this family spells them. */
export function inSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSnakeCase);
  if (value === null || typeof value !== "object") return value ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      inSnakeCase(each),
    ]),
  );
}
