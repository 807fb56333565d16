import type { Change } from "@/lib/core/change";
import type { OrganizationKey } from "./organizations";
import { invitationIdOf, memberIdOf, personOf, projectOf, roleFor } from "./place";

type Invite = { until: string; roles?: readonly string[]; permissions?: readonly string[] };

/** The words for who comes and goes. */
export function peopleWords(key: OrganizationKey) {
  const arrival = (who: string, roles: readonly string[], permissions: readonly string[]) =>
    ({
      kind: "add-member",
      member: memberIdOf(key, who),
      project: projectOf(key, who),
      permissions,
      roles: roles.map((name) => roleFor(key, who, name)),
    }) as const;
  return {
    join: (who: string, roles: readonly string[], permissions: readonly string[] = []): Change => ({
      ...arrival(who, roles, permissions),
      person: { personId: personOf(who).id },
    }),
    invite: (who: string, { until, roles = [], permissions = [] }: Invite): Change => {
      const { id: newId, email, firstName, lastName } = personOf(who);
      return {
        ...arrival(who, roles, permissions),
        person: { email, newId, firstName, lastName },
        invitation: { id: invitationIdOf(key, who), expiresAt: until, mode: "always" },
      };
    },
    accept: (who: string): Change => ({ kind: "accept-invitation", invitation: invitationIdOf(key, who) }),
    cancel: (who: string): Change => ({ kind: "cancel-invitation", invitation: invitationIdOf(key, who) }),
    suspend: (who: string): Change => ({ kind: "suspend-member", member: memberIdOf(key, who) }),
    restore: (who: string): Change => ({ kind: "restore-member", member: memberIdOf(key, who) }),
    remove: (who: string): Change => ({ kind: "remove-member", member: memberIdOf(key, who) }),
  };
}
