import { addPermission } from "./apply-grant";
import { assign } from "./apply-role";
import type { AddMember, PersonReference } from "./change";
import { notFound, type Refusal, refuse } from "./refusal";
import type { Context, Invitation, Member, MemberStatus, Person, State } from "./state";

/**
 * A person joins a scope. Who is there already stays as he is and gets what is given on top (adding is idempotent).
 * Strangers always wait for their invitation to be accepted; others only where the invitation asks it. Who joins a
 * project without one waits, or is suspended, as he is in the organization.
 */
export function addMember(state: State, change: AddMember, context: Context): Refusal | undefined {
  if (change.project !== null && !state.projects.has(change.project)) return notFound("project");
  const person = personOf(change.person, state, context);
  if ("code" in person) return person;
  const there = [...state.members.values()].find(
    (member) => member.person.id === person.id && member.projectId === change.project,
  );
  if (there && change.onlyNew) return alreadyThere(there);
  const above =
    change.project === null
      ? undefined
      : [...state.members.values()].find(
          (member) => member.person.id === person.id && member.projectId === null,
        );
  const waits =
    change.invitation === undefined
      ? above?.status === "INVITED"
      : change.invitation.mode === "always" || !person.verified;
  if (!there && !waits && !person.hasAccount) {
    return refuse("invalid", "This person has no account yet and needs an invitation.", {
      noun: "person",
      field: "email",
    });
  }
  const status = waits ? "INVITED" : above?.status === "SUSPENDED" ? "SUSPENDED" : "ACTIVE";
  const member = there ?? newMember(state, change, person, status, context);
  state.members.set(member.id, member);
  const refusal = give(state, member.id, change, context);
  if (refusal || there || !change.invitation) return refusal;
  state.invitations.set(
    change.invitation.id,
    newInvitation(change, change.invitation, member, waits, context),
  );
  return undefined;
}

function alreadyThere({ id, status, person }: Member): Refusal {
  const message =
    status === "INVITED" ? `${person.email} is invited already.` : `${person.email} is a member already.`;
  return refuse("conflict", message, { noun: "member", field: "email", memberId: id });
}

/** Whom a reference names: someone of the state, someone known elsewhere, or a stranger with a new id. */
export function personOf(reference: PersonReference, state: State, context: Context): Person | Refusal {
  if ("personId" in reference) return context.people.get(reference.personId) ?? notFound("person");
  const { email, newId, firstName, lastName, phone } = reference;
  const inState = [...state.members.values()].find((member) => member.person.email === email)?.person;
  return (
    inState ??
    context.people.get(email) ?? {
      id: newId,
      number: 0,
      email,
      firstName: firstName ?? "",
      lastName: lastName ?? "",
      phone: phone ?? null,
      jobTitle: null,
      createdAt: context.now,
      hasAccount: false,
      verified: false,
      suspended: false,
      locked: false,
    }
  );
}

/** A membership with what its level gives everyone by default. */
export function newMember(
  state: State,
  change: Pick<AddMember, "member" | "project">,
  person: Person,
  status: MemberStatus,
  context: Context,
): Member {
  const level =
    change.project !== null ? "PROJECT" : state.organization.kind === "SYSTEM" ? "SYSTEM" : "ORGANIZATION";
  const defaults = [...context.catalogue.byId.values()].filter(
    (permission) => permission.isDefault && permission.level === level,
  );
  return {
    id: change.member,
    person,
    organizationId: state.organization.id,
    projectId: change.project,
    level,
    status,
    createdAt: context.now,
    updatedAt: context.now,
    lastActiveAt: null,
    grants: defaults.map(({ id }) => ({
      permissionId: id,
      grantedBy: context.actorId,
      grantedAt: context.now,
      expiresAt: null,
    })),
    assignments: [],
  };
}

function give(state: State, memberId: string, change: AddMember, context: Context): Refusal | undefined {
  for (const permission of change.permissions) {
    const member = state.members.get(memberId);
    if (!member) return notFound("member");
    const known =
      context.catalogue.byId.get(permission) ?? context.catalogue.byName.get(permission.toLowerCase());
    if (known && member.grants.some((grant) => grant.permissionId === known.id)) continue;
    const refusal = addPermission(state, member, permission, null, context);
    if (refusal) return refusal;
  }
  for (const { role, assignment } of change.roles) {
    const member = state.members.get(memberId);
    if (!member) return notFound("member");
    const refusal = assign(state, member, role, { id: assignment, expiresAt: null }, context);
    if (refusal) return refusal;
  }
  return undefined;
}

/** An invitation is open for so long. */
const DAYS = 7;

function inDays(now: string): string {
  return new Date(Date.parse(now) + DAYS * 24 * 3600 * 1000).toISOString();
}

function newInvitation(
  change: AddMember,
  invitation: { readonly id: string; readonly expiresAt?: string },
  member: Member,
  waits: boolean,
  context: Context,
): Invitation {
  const names = change.permissions.map(
    (reference) =>
      context.catalogue.byId.get(reference)?.name ??
      context.catalogue.byName.get(reference.toLowerCase())?.name ??
      reference,
  );
  return {
    id: invitation.id,
    membershipId: member.id,
    personId: member.person.id,
    email: member.person.email,
    projectId: change.project,
    permissions: names,
    status: waits ? "pending" : "accepted",
    invitedBy: context.actorId,
    createdAt: context.now,
    updatedAt: context.now,
    expiresAt: invitation.expiresAt ?? inDays(context.now),
  };
}

/**
 * At the organization it takes the person's project memberships along. Who belongs to the organization is suspended
 * there, never in one of its projects alone; people of a project alone are suspended in it.
 */
export function endOrRestore(
  state: State,
  member: Member,
  kind: "suspend-member" | "restore-member" | "remove-member",
): Refusal | undefined {
  if (kind !== "remove-member" && member.status === "INVITED") {
    return refuse("wrong-state", "An invitation that was not accepted can be cancelled, not suspended.", {
      memberId: member.id,
    });
  }
  const wanted = kind === "suspend-member" ? "SUSPENDED" : "ACTIVE";
  // What already is so is refused to nobody: it may have come along with the organization's.
  if (kind !== "remove-member" && member.projectId !== null && member.status === wanted) return undefined;
  if (kind !== "remove-member" && member.projectId !== null && membershipAbove(state, member)) {
    return refuse(
      "wrong-state",
      "Suspend and restore people in the organization, not in one of its projects.",
      {
        memberId: member.id,
      },
    );
  }
  const reach = [...state.members.values()].filter(
    (each) => each.id === member.id || (member.projectId === null && each.person.id === member.person.id),
  );
  for (const each of reach) {
    if (kind === "remove-member") end(state, each);
    else if (each.status !== "INVITED" && each.status !== wanted)
      state.members.set(each.id, { ...each, status: wanted });
  }
  return undefined;
}

/** The same person's membership of the organization itself. */
export function membershipAbove(state: State, { person }: Member): Member | undefined {
  return [...state.members.values()].find((each) => each.person.id === person.id && each.projectId === null);
}

/** Ends a membership, with the invitation that waits for it: the row of that may go along, and nobody would hear of it. */
export function end(state: State, member: Member): void {
  state.members.delete(member.id);
  for (const invitation of state.invitations.values()) {
    if (invitation.membershipId === member.id && invitation.status === "pending") {
      state.invitations.set(invitation.id, { ...invitation, status: "cancelled" });
    }
  }
}
