import type { EffectKind } from "./effect";

const KNOWN: { readonly [K in EffectKind]: true } = {
  "permission.added": true,
  "permission.changed": true,
  "permission.removed": true,
  "role.assigned": true,
  "role.assignment-changed": true,
  "role.unassigned": true,
  "member.added": true,
  "member.suspended": true,
  "member.restored": true,
  "member.joined": true,
  "member.removed": true,
  "invitation.created": true,
  "invitation.accepted": true,
  "invitation.cancelled": true,
  "role.created": true,
  "role.renamed": true,
  "role.deleted": true,
  "role.permission-added": true,
  "role.permission-removed": true,
  "project.created": true,
  "project.renamed": true,
  "project.deleted": true,
  "gate.opened": true,
  "gate.closed": true,
  "organization.created": true,
  "organization.renamed": true,
  "organization.status-set": true,
  "organization.granting-set": true,
  "organization.joining-set": true,
  "organization.deleted": true,
  "token.created": true,
  "token.renamed": true,
  "token.revoked": true,
  "sessions.revoked": true,
  "session.ended": true,
  "person.unlocked": true,
  "impersonation.used": true,
  "view-as.started": true,
  "view-as.ended": true,
  "webhook.created": true,
  "webhook.changed": true,
  "webhook.paused": true,
  "webhook.resumed": true,
  "webhook.secret-rotated": true,
  "webhook.deleted": true,
  "catalogue.permission-added": true,
  "catalogue.permission-changed": true,
  "catalogue.permission-removed": true,
};

/** Every kind of event that stands in an audit, as a webhook may subscribe to it. */
export const EVENT_KINDS = Object.keys(KNOWN) as readonly EffectKind[];

/** Whether this is the name of a kind of audit events. */
export function isEventKind(kind: string): kind is EffectKind {
  return Object.hasOwn(KNOWN, kind);
}
