import { type Access, applying, effectiveAccess, type Source } from "@/lib/core/access";
import { indexCatalogue, type Permission } from "@/lib/core/permission";
import { type Member, SYSTEM_ORGANIZATION } from "@/lib/core/state";
import type { SupportPerson } from "@/lib/core/support-view";

/** Permission id → whether it is to be held directly; only what differs from now is in it. */
export type Pending = ReadonlyMap<string, boolean>;

export interface Tick {
  readonly permission: Permission;
  readonly direct: boolean;
  readonly sources: readonly Source[];
  /** Held in another way and not directly: there is nothing to untick. */
  readonly locked: boolean;
}

export function systemMembershipOf({ memberships }: SupportPerson): Member | undefined {
  return memberships.find(({ organizationId }) => organizationId === SYSTEM_ORGANIZATION);
}

/** Every system permission beside what the person has of it, in the catalogue's order. */
export function ticksOf(found: SupportPerson, catalogue: readonly Permission[]): Tick[] {
  const member = systemMembershipOf(found);
  const access = member ? accessOf(member, found, catalogue) : new Map<string, readonly Source[]>();
  const own = new Set(member?.grants.map(({ permissionId }) => permissionId));
  return catalogue.map((permission) => {
    const direct = own.has(permission.id);
    const sources = access.get(permission.id) ?? [];
    return { permission, direct, sources, locked: !direct && sources.length > 0 };
  });
}

function accessOf(member: Member, { roles }: SupportPerson, catalogue: readonly Permission[]): Access {
  const byId = new Map(roles.map((role) => [role.id, role]));
  const rows = applying([member], member.person.id, null);
  return effectiveAccess(rows, byId, indexCatalogue(catalogue), "SYSTEM");
}

/** What is to be sent; what came to be so meanwhile needs no sending. */
export function editOf(ticks: readonly Tick[], pending: Pending): { add: string[]; remove: string[] } {
  const wanted = (on: boolean) =>
    ticks.flatMap(({ permission, direct }) =>
      pending.get(permission.id) === on && direct !== on ? [permission.id] : [],
    );
  return { add: wanted(true), remove: wanted(false) };
}
