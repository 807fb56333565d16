import { end, membershipAbove } from "./apply-membership";
import { applyNote } from "./apply-note";
import type { Change } from "./change";
import { findPermission } from "./permission";
import { notFound, type Refusal, refuse } from "./refusal";
import type { ApiToken, Context, Member, Project, State } from "./state";

type ElsewhereChange =
  | `${string}-permission`
  | "set-permissions"
  | `${string}-role`
  | "set-roles"
  | `${string}-member`
  | `${string}-webhook`
  | "set-joining"
  | "join-by-domain";
type OrganizationChange = Exclude<Change, { kind: ElsewhereChange }>;

const NAME_MOST = 3000;

export function applyToOrganization(
  state: State,
  change: OrganizationChange,
  context: Context,
): Refusal | undefined {
  switch (change.kind) {
    case "accept-invitation":
    case "cancel-invitation":
      return endInvitation(state, change.invitation, change.kind, context);
    case "create-project":
      if (state.organization.kind === "SYSTEM")
        return refuse("wrong-state", "The system organization has no projects.");
      return putProject(state, {
        id: change.project,
        name: change.name,
        isDefault: change.isDefault ?? false,
        createdAt: context.now,
        updatedAt: context.now,
        openGates: [],
      });
    case "rename-project":
    case "delete-project":
    case "open-gate":
    case "close-gate":
      return changeProject(state, change, context);
    case "rename-organization":
      return renameOrganization(state, change.name, context);
    case "set-status":
      if (state.organization.kind === "SYSTEM")
        return refuse("built-in", "The system organization stays active.");
      state.organization = {
        ...state.organization,
        status: change.status,
        activatedAt: state.organization.activatedAt ?? (change.status === "ACTIVE" ? context.now : null),
      };
      return undefined;
    case "set-granting":
      state.organization = { ...state.organization, granting: change.granting };
      return undefined;
    case "delete-organization":
      if (state.organization.kind === "SYSTEM")
        return refuse("built-in", "The system organization cannot be deleted.");
      state.organization = { ...state.organization, deleted: true };
      return undefined;
    case "create-token":
    case "rename-token":
    case "revoke-token":
      return changeToken(state, change, context);
    case "note":
    case "start-view":
    case "end-view":
    case "end-sessions":
      return applyNote(state, change, context);
  }
}

/** The database keeps the names of retailers and of suppliers apart; a clash must not end as a conflict to retry. */
function renameOrganization(state: State, name: string, context: Context): Refusal | undefined {
  const refusal = nameRefusal(name, "organization");
  if (refusal) return refusal;
  const trimmed = name.trim();
  if (context.takenNames.has(`organization:${trimmed.toLowerCase()}`)) {
    return refuse("conflict", `There is an organization "${trimmed}" of that kind already.`, {
      noun: "organization",
      field: "name",
    });
  }
  state.organization = { ...state.organization, name: trimmed };
  return undefined;
}

function nameRefusal(name: string, noun: "organization" | "project"): Refusal | undefined {
  const length = name.trim().length;
  return length >= 1 && length <= NAME_MOST
    ? undefined
    : refuse("invalid", `A name has 1 to ${NAME_MOST} characters.`, { noun, field: "name" });
}

function endInvitation(
  state: State,
  id: string,
  kind: "accept-invitation" | "cancel-invitation",
  context: Context,
): Refusal | undefined {
  const invitation = state.invitations.get(id);
  if (!invitation) return notFound("invitation");
  if (invitation.status !== "pending")
    return refuse("wrong-state", `This invitation is ${invitation.status} already.`, { noun: "invitation" });
  const accepts = kind === "accept-invitation";
  const member = invitation.membershipId ? state.members.get(invitation.membershipId) : undefined;
  if (accepts && (!member || Date.parse(invitation.expiresAt) <= Date.parse(context.now)))
    return notFound("invitation");
  for (const each of waitingWith(state, member)) {
    const suspended = each.projectId !== null && membershipAbove(state, each)?.status === "SUSPENDED";
    if (accepts) state.members.set(each.id, { ...each, status: suspended ? "SUSPENDED" : "ACTIVE" });
    else state.members.delete(each.id);
  }
  state.invitations.set(id, { ...invitation, status: accepts ? "accepted" : "cancelled" });
  return undefined;
}

/** Who joins an organization joins its projects that he was put into at the same time. */
function waitingWith(state: State, member: Member | undefined): Member[] {
  const invitedApart = new Set(
    [...state.invitations.values()].flatMap((each) => (each.status === "pending" ? [each.membershipId] : [])),
  );
  return [...state.members.values()].filter(
    (each) =>
      each.status === "INVITED" &&
      (each.id === member?.id ||
        (member?.projectId === null && each.person.id === member.person.id && !invitedApart.has(each.id))),
  );
}

function putProject(state: State, project: Project): Refusal | undefined {
  const refusal = nameRefusal(project.name, "project");
  if (refusal) return refusal;
  const name = project.name.trim();
  const taken = [...state.projects.values()].some(
    (each) => each.id !== project.id && each.name.toLowerCase() === name.toLowerCase(),
  );
  if (taken)
    return refuse("conflict", `There is a project "${name}" already.`, { noun: "project", field: "name" });
  state.projects.set(project.id, { ...project, name });
  return undefined;
}

function changeProject(
  state: State,
  change: Extract<Change, { kind: "rename-project" | "delete-project" | "open-gate" | "close-gate" }>,
  context: Context,
): Refusal | undefined {
  const project = state.projects.get(change.project);
  if (!project) return notFound("project");
  if (change.kind === "rename-project") return putProject(state, { ...project, name: change.name });
  if (change.kind === "delete-project") return deleteProject(state, project);
  const permission = findPermission(context.catalogue, change.permission);
  if (!permission?.gated || permission.level !== "PROJECT") {
    return refuse("unknown-permission", `No gated permission: ${change.permission}.`, {
      permissions: [change.permission],
    });
  }
  const rest = project.openGates.filter((id) => id !== permission.id);
  state.projects.set(project.id, {
    ...project,
    openGates: change.kind === "open-gate" ? [...rest, permission.id] : rest,
  });
  if (change.kind === "close-gate") takeFromAll(state, project.id, permission.id);
  return undefined;
}

/** Behind a closed gate nobody keeps what the gate is for. */
function takeFromAll(state: State, projectId: string, permissionId: string): void {
  for (const member of state.members.values()) {
    if (member.projectId !== projectId) continue;
    state.members.set(member.id, {
      ...member,
      grants: member.grants.filter((grant) => grant.permissionId !== permissionId),
    });
  }
}

function deleteProject(state: State, project: Project): Refusal | undefined {
  if (project.isDefault)
    return refuse("wrong-state", "The default project cannot be deleted.", { noun: "project" });
  for (const member of state.members.values()) {
    if (member.projectId === project.id) end(state, member);
  }
  state.projects.delete(project.id);
  return undefined;
}

function changeToken(
  state: State,
  change: Extract<Change, { kind: "create-token" | "rename-token" | "revoke-token" }>,
  context: Context,
): Refusal | undefined {
  if (change.kind === "create-token") return createToken(state, change, context);
  const token = state.tokens.get(change.token);
  if (!token || token.revoked) return notFound("token");
  state.tokens.set(
    token.id,
    change.kind === "rename-token" ? { ...token, name: change.name } : { ...token, revoked: true },
  );
  return undefined;
}

function createToken(
  state: State,
  change: Extract<Change, { kind: "create-token" }>,
  context: Context,
): Refusal | undefined {
  const found = (change.permissions ?? []).map((reference) => ({
    reference,
    id: findPermission(context.catalogue, reference)?.id,
  }));
  const missing = found.filter(({ id }) => !id).map(({ reference }) => reference);
  if (missing.length > 0)
    return refuse("unknown-permission", `No such permission here: ${missing.join(", ")}.`, {
      noun: "permission",
      permissions: missing,
    });
  if (change.expiresAt !== null && !(Date.parse(change.expiresAt) > Date.parse(context.now))) {
    return refuse("invalid", "The expiry is in the past.", { noun: "token", field: "expiresAt" });
  }
  const token: ApiToken = {
    id: change.token,
    personId: context.actorId,
    organizationId: change.unbound ? null : state.organization.id,
    name: change.name,
    redacted: change.redacted,
    permissionIds:
      change.permissions === null ? context.narrowedTo : [...new Set(found.flatMap(({ id }) => id ?? []))],
    createdAt: context.now,
    updatedAt: context.now,
    lastUsedAt: null,
    expiresAt: change.expiresAt,
    revoked: false,
  };
  state.tokens.set(token.id, token);
  return undefined;
}
