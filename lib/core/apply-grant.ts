import { findPermission } from "./permission";
import { type Refusal, refuse } from "./refusal";
import type { Context, Grant, Member, State } from "./state";

/** Gives a direct grant; with another expiry it replaces the one that is there. */
export function addPermission(
  state: State,
  member: Member,
  reference: string,
  expiresAt: string | null,
  context: Context,
): Refusal | undefined {
  const permissionId = permissionOf(member, reference, context);
  if (!permissionId) return { ...unknown(member, [reference]), field: "permission" };
  if (expiresAt !== null && !(Date.parse(expiresAt) > Date.parse(context.now))) {
    return refuse("invalid", "The expiry is in the past.", { field: "expiresAt", memberId: member.id });
  }
  const held = member.grants.find((grant) => grant.permissionId === permissionId);
  if (held && held.expiresAt === expiresAt) return undefined;
  const grant: Grant = { permissionId, grantedBy: context.actorId, grantedAt: context.now, expiresAt };
  putGrants(state, member, [...member.grants.filter((each) => each !== held), grant]);
  return undefined;
}

/** Removing what is not there is a success; what another way still gives is refused later, over the whole command. */
export function removePermission(
  state: State,
  member: Member,
  reference: string,
  context: Context,
): Refusal | undefined {
  const permissionId = permissionOf(member, reference, context);
  if (!permissionId) return unknown(member, [reference]);
  putGrants(
    state,
    member,
    member.grants.filter((grant) => grant.permissionId !== permissionId),
  );
  return undefined;
}

/** Replaces the direct grants; of others than those `among` (names), where it is given, nothing is said. */
export function setPermissions(
  state: State,
  member: Member,
  references: readonly string[],
  among: readonly string[] | undefined,
  context: Context,
): Refusal | undefined {
  const wanted = references.map((reference) => ({ reference, id: permissionOf(member, reference, context) }));
  const missing = wanted.filter(({ id }) => id === undefined).map(({ reference }) => reference);
  if (missing.length > 0) return unknown(member, missing);
  const ids = new Set(wanted.flatMap(({ id }) => (id ? [id] : [])));
  const kept = member.grants.filter(({ permissionId: id }) => ids.has(id) || isUnsaid(id, among, context));
  const added = [...ids].filter((id) => !kept.some((grant) => grant.permissionId === id));
  putGrants(state, member, [
    ...kept,
    ...added.map(
      (permissionId): Grant => ({
        permissionId,
        grantedBy: context.actorId,
        grantedAt: context.now,
        expiresAt: null,
      }),
    ),
  ]);
  return undefined;
}

/** Neither what the organization does not see nor what the asker has no name for is taken away by a list without it. */
function isUnsaid(id: string, among: readonly string[] | undefined, { catalogue }: Context): boolean {
  const name = catalogue.byId.get(id)?.name;
  return name === undefined || (among !== undefined && !among.includes(name));
}

/** What already is so leaves the member as he is: nobody is refused for a change that is none. */
function putGrants(state: State, member: Member, grants: readonly Grant[]): void {
  const same = grants.length === member.grants.length && grants.every((each) => member.grants.includes(each));
  if (same) return;
  state.members.set(member.id, { ...member, grants });
}

function unknown(member: Member, references: readonly string[]): Refusal {
  return refuse("unknown-permission", `No such permission here: ${references.join(", ")}.`, {
    noun: "permission",
    memberId: member.id,
    permissions: references,
  });
}

function permissionOf(member: Member, reference: string, context: Context): string | undefined {
  const permission = findPermission(context.catalogue, reference);
  return permission?.level === member.level ? permission.id : undefined;
}
