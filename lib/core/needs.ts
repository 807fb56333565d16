import type { Change } from "./change";
import type { Guard } from "./guards";
import type { Level } from "./permission";
import type { Principal } from "./principal";
import type { Member, State } from "./state";

export interface Need {
  readonly guard: Guard;
  readonly level: Level;
  readonly projectId: string | null;
}

type Needs = {
  readonly [K in Change["kind"]]: (
    change: Extract<Change, { kind: K }>,
    state: State,
    asker: Asker,
  ) => Need | null;
};

type Asker = Pick<Principal, "personId" | "credential" | "narrowedTo">;

/**
 * Which permission each change needs, and where. Null: the asker may do it to what is his own. A credential that is
 * narrowed does not stand for the person: with it even one's own needs the right, but a token may always end itself.
 */
export function needOf(change: Change, state: State, asker: Asker): Need | null {
  const rule = NEEDS[change.kind] as (change: Change, state: State, asker: Asker) => Need | null;
  return rule(change, state, asker);
}

const isOwn = (personId: string | undefined, asker: Asker): boolean =>
  personId === asker.personId && asker.narrowedTo === null;

const ofMember = (change: { readonly member: string }, state: State): Need =>
  changePeople(state, state.members.get(change.member));
const ofRole = (_: unknown, state: State): Need => inOrganization("editRoles", state);
const ofProject = (_: unknown, state: State): Need => inOrganization("editProjects", state);
const ofWebhook = (_: unknown, state: State): Need => inOrganization("editSettings", state);
const ofCatalogue = (_: unknown, state: State): Need => inOrganization("operate", state);
const ofGate = (change: { readonly project: string }): Need => ({
  guard: "operate",
  level: "PROJECT",
  projectId: change.project,
});

const NEEDS: Needs = {
  "add-permission": ofMember,
  "remove-permission": ofMember,
  "set-permissions": ofMember,
  "assign-role": ofMember,
  "unassign-role": ofMember,
  "set-roles": ofMember,
  "add-member": (change, state) => peopleOf(change.project, state),
  "accept-invitation": (change, state, { personId }) => {
    const invitation = state.invitations.get(change.invitation);
    return invitation && invitation.personId !== personId ? peopleOf(invitation.projectId, state) : null;
  },
  "cancel-invitation": (change, state) =>
    peopleOf(state.invitations.get(change.invitation)?.projectId ?? null, state),
  "suspend-member": ofMember,
  "restore-member": ofMember,
  "remove-member": (change, state, asker) => {
    const member = state.members.get(change.member);
    return isOwn(member?.person.id, asker) ? null : changePeople(state, member);
  },
  "create-role": ofRole,
  "edit-role": ofRole,
  "rename-role": ofRole,
  "delete-role": ofRole,
  "create-project": ofProject,
  "rename-project": ofProject,
  "delete-project": ofProject,
  "open-gate": ofGate,
  "close-gate": ofGate,
  "rename-organization": (_, state) => inOrganization("editSettings", state),
  "set-status": (_, state) => inOrganization("setStatus", state),
  "set-granting": (_, state) => inOrganization("editSettings", state),
  "set-joining": (_, state) => inOrganization("editSettings", state),
  // Nobody asks for it: the setting lets in whose address is proven.
  "join-by-domain": () => null,
  "delete-organization": (_, state) => inOrganization("setStatus", state),
  "create-token": (_, state) => inOrganization("createTokens", state),
  "rename-token": ofToken,
  "revoke-token": (change, state, asker) =>
    change.token === asker.credential.id ? null : ofToken(change, state, asker),
  "create-webhook": ofWebhook,
  "edit-webhook": ofWebhook,
  "pause-webhook": ofWebhook,
  "resume-webhook": ofWebhook,
  "rotate-webhook": ofWebhook,
  "delete-webhook": ofWebhook,
  // Nobody asks for it: the deliveries have failed for days.
  "stop-webhook": () => null,
  "create-permission": ofCatalogue,
  "edit-permission": ofCatalogue,
  "delete-permission": ofCatalogue,
  note: (change, state) => {
    if (change.act === "impersonation.used")
      return { guard: "impersonate", level: "PROJECT", projectId: change.project };
    return inOrganization(change.act === "sessions.revoked" ? "forceLogoff" : "operate", state);
  },
  "start-view": (_, state) => inOrganization("operate", state),
  // Whoever has lost the right meanwhile must still be able to end it. Which views are his says the operation.
  "end-view": () => null,
  "end-sessions": ({ person }, state, asker) =>
    isOwn(person, asker) ? null : inOrganization("forceLogoff", state),
};

function ofToken(change: { readonly token: string }, state: State, asker: Asker): Need | null {
  const token = state.tokens.get(change.token);
  return isOwn(token?.personId, asker) ? null : inOrganization("createTokens", state);
}

function inOrganization(guard: Guard, state: State): Need {
  return { guard, level: state.organization.kind === "SYSTEM" ? "SYSTEM" : "ORGANIZATION", projectId: null };
}

function changePeople(state: State, member: Member | undefined): Need {
  return peopleOf(member?.projectId ?? null, state);
}

/** What changing people needs in a project, or in the organization itself. */
export function peopleOf(projectId: string | null, state: State): Need {
  if (projectId !== null) return { guard: "changePeople", level: "PROJECT", projectId };
  return inOrganization("changePeople", state);
}
