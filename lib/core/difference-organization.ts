import { catalogueDifference } from "./catalogue";
import { type Effect, type InvitationFact, NOBODY, type ProjectFact, type TokenFact } from "./effect";
import type { Catalogue } from "./permission";
import type { ApiToken, Invitation, Project, State } from "./state";
import { webhookDifference } from "./webhook";

/** The part of the difference that is not people's access: organization, projects, gates, invitations, tokens, notes. */
export function organizationDifference(
  before: State,
  after: State,
  catalogue: Catalogue,
  actorId: string,
): Effect[] {
  return [
    ...ownDifference(before, after),
    ...projectDifference(before, after, catalogue, actorId),
    ...invitationDifference(before, after),
    ...tokenDifference(before, after),
    ...webhookDifference(before, after),
    ...catalogueDifference(before, after),
    ...after.notes.map(
      (note): Effect => ({
        ...NOBODY,
        projectId: note.projectId,
        personId: note.person.id,
        subject: note.person.email,
        ...note.fact,
      }),
    ),
  ];
}

function ownDifference(before: State, after: State): Effect[] {
  const { organization: old } = before;
  const { organization: now } = after;
  const effects: Effect[] = [];
  const named = { ...NOBODY, subject: now.name };
  if (old.name !== now.name)
    effects.push({
      ...named,
      kind: "organization.renamed",
      before: { name: old.name },
      after: { name: now.name },
    });
  if (old.status !== now.status)
    effects.push({
      ...named,
      kind: "organization.status-set",
      before: { status: old.status },
      after: { status: now.status },
    });
  if (old.granting !== now.granting) {
    effects.push({
      ...named,
      kind: "organization.granting-set",
      before: { granting: old.granting },
      after: { granting: now.granting },
    });
  }
  if (old.joining !== now.joining) {
    const role = now.joining ? after.roles.get(now.joining.role) : undefined;
    effects.push({
      ...named,
      roleId: role?.id ?? null,
      roleName: role?.name ?? null,
      kind: "organization.joining-set",
      before: { joining: old.joining },
      after: { joining: now.joining },
    });
  }
  if (!old.deleted && now.deleted)
    effects.push({ ...named, kind: "organization.deleted", before: { name: old.name }, after: null });
  return effects;
}

function projectDifference(before: State, after: State, catalogue: Catalogue, actorId: string): Effect[] {
  const effects: Effect[] = [];
  const fact = ({ name, isDefault }: Project): ProjectFact => ({ name, isDefault });
  for (const id of new Set([...before.projects.keys(), ...after.projects.keys()])) {
    const old = before.projects.get(id);
    const now = after.projects.get(id);
    const project = now ?? old;
    if (!project || old === now) continue;
    const named = { ...NOBODY, projectId: id, subject: project.name };
    if (!old) effects.push({ ...named, kind: "project.created", before: null, after: fact(project) });
    else if (!now) effects.push({ ...named, kind: "project.deleted", before: fact(old), after: null });
    else if (old.name !== now.name)
      effects.push({ ...named, kind: "project.renamed", before: fact(old), after: fact(now) });
    const gate = (permissionId: string) => ({
      ...named,
      permissionId,
      permissionName: catalogue.byId.get(permissionId)?.name ?? null,
    });
    const was = new Set(old?.openGates);
    const is = new Set(now?.openGates);
    for (const each of was)
      if (!is.has(each))
        effects.push({ ...gate(each), kind: "gate.closed", before: { by: null }, after: null });
    for (const each of is)
      if (!was.has(each))
        effects.push({ ...gate(each), kind: "gate.opened", before: null, after: { by: actorId } });
  }
  return effects;
}

function invitationDifference(before: State, after: State): Effect[] {
  const fact = ({ id, status, permissions, invitedBy, expiresAt }: Invitation): InvitationFact => ({
    id,
    status,
    permissions,
    invitedBy,
    expiresAt,
  });
  const effects: Effect[] = [];
  for (const now of after.invitations.values()) {
    const old = before.invitations.get(now.id);
    if (old === now) continue;
    const named = {
      ...NOBODY,
      projectId: now.projectId,
      membershipId: now.membershipId,
      personId: now.personId,
      subject: now.email,
    };
    if (!old) effects.push({ ...named, kind: "invitation.created", before: null, after: fact(now) });
    else if (old.status !== now.status) {
      const kind = now.status === "accepted" ? "invitation.accepted" : "invitation.cancelled";
      effects.push({ ...named, kind, before: fact(old), after: fact(now) });
    }
  }
  return effects;
}

function tokenDifference(before: State, after: State): Effect[] {
  const fact = ({ id, name, redacted, permissionIds, expiresAt, organizationId }: ApiToken): TokenFact => ({
    id,
    name,
    redacted,
    permissionIds,
    expiresAt,
    bound: organizationId !== null,
  });
  const effects: Effect[] = [];
  for (const now of after.tokens.values()) {
    const old = before.tokens.get(now.id);
    if (old === now) continue;
    const named = { ...NOBODY, personId: now.personId, subject: now.name };
    if (!old) effects.push({ ...named, kind: "token.created", before: null, after: fact(now) });
    else if (old.revoked !== now.revoked)
      effects.push({ ...named, kind: "token.revoked", before: fact(old), after: fact(now) });
    else if (old.name !== now.name)
      effects.push({ ...named, kind: "token.renamed", before: fact(old), after: fact(now) });
  }
  return effects;
}
