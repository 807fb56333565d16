import { changedParts } from "@/components/catalogue/words";
import type { AuditEvent } from "@/lib/core/audit-event";
import type { EffectKind } from "@/lib/core/effect";
import type { Door } from "@/lib/core/principal";
import { type Facts, factsOf, until } from "./facts";
import type { Names } from "./names";

type Say = (event: AuditEvent, names: Names, facts: Facts) => string;

/** What one event did, as the rest of a sentence that begins with its actor's name. */
export function eventInWords(event: AuditEvent, names: Names): string {
  const say = isKnown(event.kind) ? SAYINGS[event.kind] : undefined;
  return say ? say(event, names, factsOf(event)) : `did "${event.kind}"`;
}

function isKnown(kind: string): kind is EffectKind {
  return Object.hasOwn(SAYINGS, kind);
}

const role = ({ role_name }: AuditEvent) => role_name ?? "a role";
const thing = ({ subject_label }: AuditEvent) => subject_label ?? "";
const token = (_: AuditEvent, { after, before }: Facts) => after.name ?? before.name ?? "without a name";

const SAYINGS: { readonly [K in EffectKind]: Say } = {
  "permission.added": (event, names, { after }) =>
    `gave ${names.person(event)} ${names.permission(event)}${names.place(event)}${until(after.expiresAt)}`,
  "permission.changed": (event, names, { before, after }) =>
    `changed how long ${names.person(event)} has ${names.permission(event)}${names.place(event)}: ${ends(before)} → ${ends(after)}`,
  "permission.removed": (event, names, { before }) =>
    `took ${names.permission(event)} from ${names.person(event)}${names.place(event)}${hadEnd(before)}`,
  "role.assigned": (event, names, { after }) =>
    `gave ${names.person(event)} the role ${role(event)}${names.place(event)}${until(after.expiresAt)}`,
  "role.assignment-changed": (event, names, { before, after }) =>
    `changed how long ${names.person(event)} has the role ${role(event)}${names.place(event)}: ${ends(before)} → ${ends(after)}`,
  "role.unassigned": (event, names, { before }) =>
    `took the role ${role(event)} from ${names.person(event)}${names.place(event)}${hadEnd(before)}`,
  "member.added": (event, names, { after }) =>
    `added ${names.person(event)}${names.place(event)}${after.status === "INVITED" ? ", to join on acceptance" : ""}`,
  "member.suspended": (event, names) => `suspended ${names.person(event)}${names.place(event)}`,
  "member.restored": (event, names) => `restored ${names.person(event)}${names.place(event)}`,
  "member.joined": (event, names) => `let ${names.person(event)} in${names.place(event)}: invited → active`,
  "member.removed": (event, names) => `removed ${names.person(event)}${names.place(event)}`,
  "invitation.created": (event, names, { after }) =>
    `invited ${names.person(event)}${names.place(event)}${until(after.expiresAt)}`,
  "invitation.accepted": (event, names) =>
    `accepted the invitation of ${names.person(event)}${names.place(event)}`,
  "invitation.cancelled": (event, names) =>
    `took back the invitation of ${names.person(event)}${names.place(event)}`,
  "role.created": (event, _, { after }) => `created the role ${after.name ?? role(event)}`,
  "role.renamed": (event, _, { before, after }) =>
    before.name === after.name
      ? `described the role ${role(event)} anew: “${before.description ?? ""}” → “${after.description ?? ""}”`
      : `renamed the role ${before.name} → ${after.name}`,
  "role.deleted": (event, _, { before }) => `deleted the role ${before.name ?? role(event)}`,
  "role.permission-added": (event, names) => `put ${names.permission(event)} into the role ${role(event)}`,
  "role.permission-removed": (event, names) =>
    `took ${names.permission(event)} out of the role ${role(event)}`,
  "project.created": (event) => `created the project ${thing(event)}`,
  "project.renamed": (_, __, { before, after }) => `renamed the project ${before.name} → ${after.name}`,
  "project.deleted": (event) => `deleted the project ${thing(event)}`,
  "gate.opened": (event, names) => `opened ${names.permission(event)} for the project ${thing(event)}`,
  "gate.closed": (event, names) => `closed ${names.permission(event)} for the project ${thing(event)}`,
  "organization.created": (event) => `created the organization ${thing(event)}`,
  "organization.renamed": (_, __, { before, after }) =>
    `renamed the organization ${before.name} → ${after.name}`,
  "organization.status-set": (_, __, { before, after }) =>
    `set the organization's status: ${lower(before.status)} → ${lower(after.status)}`,
  "organization.granting-set": (_, __, { before, after }) =>
    `set who may grant what: ${lower(before.granting)} → ${lower(after.granting)}`,
  "organization.joining-set": (event, _, { after }) =>
    after.domains.length === 0
      ? "ended joining by the domain of an address"
      : `let people with addresses at ${after.domains.join(", ")} join as ${role(event)}`,
  "organization.deleted": (_, __, { before }) => `deleted the organization ${before.name}`,
  "token.created": (event, _, facts) =>
    `made the API token ${token(event, facts)}${until(facts.after.expiresAt)}`,
  "token.renamed": (_, __, { before, after }) =>
    `renamed an API token: ${before.name ?? "without a name"} → ${after.name ?? "without a name"}`,
  "token.revoked": (event, _, facts) => `revoked the API token ${token(event, facts)}`,
  "webhook.created": (event) => `made a webhook to ${thing(event)}`,
  "webhook.changed": (event) => `changed the webhook to ${thing(event)}`,
  "webhook.paused": (event) =>
    event.actor_label === "Grantdesk"
      ? `paused the webhook to ${thing(event)}: it had accepted nothing for days`
      : `paused the webhook to ${thing(event)}`,
  "webhook.resumed": (event) => `resumed the webhook to ${thing(event)}`,
  "webhook.secret-rotated": (event) => `renewed the secret of the webhook to ${thing(event)}`,
  "webhook.deleted": (event) => `deleted the webhook to ${thing(event)}`,
  "catalogue.permission-added": (event) => `put ${event.permission_name} into the catalogue`,
  "catalogue.permission-changed": (event) =>
    `changed ${event.permission_name} in the catalogue: ${changedParts(event).join(", ")}`,
  "catalogue.permission-removed": (event) => `took ${event.permission_name} out of the catalogue`,
  "sessions.revoked": (event, names) => `signed ${names.person(event)} out everywhere`,
  "person.unlocked": (event, names) => `unlocked ${names.person(event)}: locked → may sign in`,
  "impersonation.used": (event, names) => `read as ${names.person(event)}${names.place(event)}`,
  "view-as.started": (event, names, { after }) =>
    `began to view as ${names.person(event)}, because: ${after.reason ?? ""}`,
  "session.ended": (event, names) => `signed ${names.person(event)} out in one place`,
  "view-as.ended": (event, names) => `stopped viewing as ${names.person(event)}`,
};

const lower = (word: string | null) => (word ?? "").toLowerCase();
const ends = ({ expiresAt }: Facts["after"]) =>
  expiresAt === null ? "without end" : until(expiresAt).slice(2);
const hadEnd = ({ expiresAt }: Facts["before"]) =>
  expiresAt === null ? "" : `, which would have ended ${until(expiresAt).slice(8)}`;

/** Through which door, in words. */
export const DOORS: Readonly<Record<string, string>> = {
  console: "the console",
  crux: "the Crux API",
  v1: "the API",
  projects: "the projects API",
  exchange: "the exchange API",
  authzen: "AuthZEN",
  system: "the system itself",
} satisfies Readonly<Record<Door, string>>;

/** Kinds of events as the filter names them. */
export const KINDS: readonly (readonly [EffectKind, string])[] = [
  ["permission.added", "Permission given"],
  ["permission.changed", "Permission's end changed"],
  ["permission.removed", "Permission taken away"],
  ["role.assigned", "Role given"],
  ["role.assignment-changed", "Role's end changed"],
  ["role.unassigned", "Role taken away"],
  ["member.added", "Person added"],
  ["member.joined", "Person joined"],
  ["member.suspended", "Person suspended"],
  ["member.restored", "Person restored"],
  ["member.removed", "Person removed"],
  ["invitation.created", "Invited"],
  ["invitation.accepted", "Invitation accepted"],
  ["invitation.cancelled", "Invitation taken back"],
  ["role.created", "Role created"],
  ["role.renamed", "Role renamed"],
  ["role.deleted", "Role deleted"],
  ["role.permission-added", "Permission put into a role"],
  ["role.permission-removed", "Permission taken out of a role"],
  ["project.created", "Project created"],
  ["project.renamed", "Project renamed"],
  ["project.deleted", "Project deleted"],
  ["gate.opened", "Gate opened"],
  ["gate.closed", "Gate closed"],
  ["organization.created", "Organization created"],
  ["organization.renamed", "Organization renamed"],
  ["organization.status-set", "Status set"],
  ["organization.granting-set", "Granting set"],
  ["organization.joining-set", "Joining set"],
  ["organization.deleted", "Organization deleted"],
  ["token.created", "Token made"],
  ["token.renamed", "Token renamed"],
  ["token.revoked", "Token revoked"],
  ["webhook.created", "Webhook made"],
  ["webhook.changed", "Webhook changed"],
  ["webhook.paused", "Webhook paused"],
  ["webhook.resumed", "Webhook resumed"],
  ["webhook.secret-rotated", "Webhook's secret renewed"],
  ["webhook.deleted", "Webhook deleted"],
  ["catalogue.permission-added", "Permission put into the catalogue"],
  ["catalogue.permission-changed", "Permission of the catalogue changed"],
  ["catalogue.permission-removed", "Permission taken out of the catalogue"],
  ["sessions.revoked", "Signed out everywhere"],
  ["session.ended", "Signed out in one place"],
  ["person.unlocked", "Unlocked"],
  ["impersonation.used", "Read on someone's behalf"],
  ["view-as.started", "View as someone begun"],
  ["view-as.ended", "View as someone ended"],
];
