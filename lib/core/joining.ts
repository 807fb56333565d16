import { newMember, personOf } from "./apply-membership";
import { assign } from "./apply-role";
import type { Change } from "./change";
import { notFound, type Refusal, refuse } from "./refusal";
import type { Context, State } from "./state";

/** Whom an organization lets join by himself, and as what. */
export interface Joining {
  /** Lower case, without `@`, sorted. */
  readonly domains: readonly string[];
  readonly role: string;
}

const DOMAINS_MOST = 20;
const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/** Anyone can have an address there: to let them in by it would let everyone in. */
const PUBLIC_DOMAINS: ReadonlySet<string> = new Set(
  "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com mac.com aol.com proton.me protonmail.com gmx.com gmx.net gmx.de web.de mail.com mail.ru yandex.ru yandex.com qq.com 163.com zoho.com fastmail.com".split(
    " ",
  ),
);

/** The part of an address behind its last `@`; addresses are stored in lower case. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1);
}

/** Sets or ends joining by domain. Whose domain it is and what the role gives is judged over the difference. */
export function setJoining(state: State, joining: Joining | null): Refusal | undefined {
  if (state.organization.kind === "SYSTEM")
    return refuse("wrong-state", "Nobody becomes an operator by his address.");
  if (joining === null) {
    state.organization = { ...state.organization, joining: null };
    return undefined;
  }
  const domains = [...new Set(joining.domains.map((each) => each.trim().toLowerCase()))].sort();
  const bad = domains.find((each) => !DOMAIN.test(each) || PUBLIC_DOMAINS.has(each));
  if (bad !== undefined || domains.length === 0 || domains.length > DOMAINS_MOST)
    return refuse("invalid", wordsOf(bad), { field: "domains" });
  const role = state.roles.get(joining.role);
  const isOwn = role?.organizationId === null || role?.organizationId === state.organization.id;
  if (!role || !isOwn) return notFound("role");
  if (role.level !== "ORGANIZATION")
    return refuse("invalid", `"${role.name}" is a role for another level.`, { noun: "role", field: "role" });
  const old = state.organization.joining;
  if (old?.role === role.id && old.domains.join() === domains.join()) return undefined;
  state.organization = { ...state.organization, joining: { domains, role: role.id } };
  return undefined;
}

function wordsOf(bad: string | undefined): string {
  if (bad === undefined) return `Name 1 to ${DOMAINS_MOST} domains.`;
  return PUBLIC_DOMAINS.has(bad)
    ? `Anyone can have an address at ${bad}.`
    : `"${bad}" is no domain such as example.com.`;
}

/** A person whose address is proven joins by its domain. Who is there already, in whatever state, stays as he is. */
export function joinByDomain(
  state: State,
  change: Extract<Change, { kind: "join-by-domain" }>,
  context: Context,
): Refusal | undefined {
  const { joining, status } = state.organization;
  const person = personOf(change.person, state, context);
  if ("code" in person) return person;
  const isMeant = joining?.role === change.role && joining.domains.includes(domainOf(person.email));
  if (!isMeant || status === "DEACTIVATED") return notFound("organization");
  const isThere = [...state.members.values()].some(
    (member) => member.person.id === person.id && member.projectId === null,
  );
  if (isThere) return undefined;
  const member = newMember(state, { member: change.member, project: null }, person, "ACTIVE", context);
  state.members.set(member.id, member);
  return assign(state, member, change.role, { id: change.assignment, expiresAt: null }, context);
}
