import type { AuditEvent } from "@/lib/core/audit-event";
import type { PersonAt } from "./person-model";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** One event as a sentence about the person. */
export function saying(event: AuditEvent, at: PersonAt): string {
  const permission =
    at.catalogue.byId.get(event.permission_id ?? "")?.displayName ?? event.permission_name ?? "a permission";
  const role = event.role_name ?? "a role";
  const where = at.desk.projects.find(({ id }) => id === event.project_id)?.name;
  const words: Readonly<Record<string, string>> = {
    "permission.added": `Given ${permission}${until(event.after)}`,
    "permission.changed": `${permission}: from${until(event.before) || " no end"} to${until(event.after) || " no end"}`,
    "permission.removed": `${permission} taken away`,
    "role.assigned": `Given the role ${role}${until(event.after)}`,
    "role.assignment-changed": `Role ${role}: from${until(event.before) || " no end"} to${until(event.after) || " no end"}`,
    "role.unassigned": `Role ${role} taken away`,
    "member.added": "Added",
    "member.suspended": "Suspended",
    "member.restored": "Restored",
    "member.joined": "Joined",
    "member.removed": "Removed",
    "invitation.created": "Invited",
    "invitation.accepted": "Accepted the invitation",
    "invitation.cancelled": "Invitation cancelled",
    "sessions.revoked": "Signed out everywhere",
    "session.ended": "Signed out in one place",
    "person.unlocked": "Unlocked",
    "impersonation.used": "Viewed as this person",
    "token.created": "Made an API token",
    "token.renamed": "Renamed an API token",
    "token.revoked": "API token revoked",
  };
  return `${words[event.kind] ?? event.kind}${where ? ` in ${where}` : ""}`;
}

function until(fact: unknown): string {
  if (typeof fact !== "object" || fact === null || !("expiresAt" in fact)) return "";
  return typeof fact.expiresAt === "string" ? ` until ${day.format(new Date(fact.expiresAt))}` : "";
}
