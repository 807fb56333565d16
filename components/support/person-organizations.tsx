"use client";
import Link from "next/link";
import { sourceInWords } from "@/components/access-matrix/words";
import { StatusBadge } from "@/components/people/status-badge";
import { counted } from "@/components/people/words";
import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import { applying, effectiveAccess } from "@/lib/core/access";
import { indexCatalogue, isVisibleTo } from "@/lib/core/permission";
import type { Member, Organization } from "@/lib/core/state";
import type { SupportPerson } from "@/lib/core/support-view";

/** Every organization that someone belongs to, with what he holds there and why. */
export function PersonOrganizations({ found }: { readonly found: SupportPerson }) {
  if (found.organizations.length === 0)
    return (
      <p className="rounded-lg border bg-surface px-4 py-6 text-center text-[13px] text-muted">
        Belongs to no organization.
      </p>
    );
  return (
    <div className="flex flex-col gap-3">
      {found.organizations.map((organization) => (
        <InOrganization key={organization.id} organization={organization} found={found} />
      ))}
    </div>
  );
}

interface InProps {
  readonly organization: Organization;
  readonly found: SupportPerson;
}

function InOrganization({ organization, found }: InProps) {
  const members = found.memberships.filter(({ organizationId }) => organizationId === organization.id);
  return (
    <section aria-label={organization.name} className="overflow-hidden rounded-lg border bg-surface">
      <div className="flex flex-wrap items-center gap-2 border-b bg-sunken px-4 py-2">
        <h3 className="font-semibold text-[13px]">
          <Link href={`/o/${organization.id}`} className="hover:underline">
            {organization.name}
          </Link>
        </h3>
        <Badge>{organization.kind.toLowerCase()}</Badge>
        {organization.status === "ACTIVE" ? null : (
          <Badge tone="warn">{organization.status.toLowerCase()}</Badge>
        )}
      </div>
      <ul className="divide-y">
        {members.map((member) => (
          <Membership
            key={member.id}
            member={member}
            members={members}
            organization={organization}
            found={found}
          />
        ))}
      </ul>
    </section>
  );
}

interface MembershipProps extends InProps {
  readonly member: Member;
  readonly members: readonly Member[];
}

function Membership({ member, members, organization, found }: MembershipProps) {
  const project = found.projects.find(({ id }) => id === member.projectId);
  const roles = new Map(found.roles.map((role) => [role.id, role]));
  const own = member.assignments.flatMap(({ roleId }) => roles.get(roleId)?.name ?? []);
  return (
    <li className="px-4 py-2.5 text-[13px]">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link href={`/o/${organization.id}/people/${member.id}`} className="font-medium hover:underline">
          {member.projectId === null ? "The organization" : `Project ${project?.name ?? "without a name"}`}
        </Link>
        <StatusBadge status={member.status} />
        {own.map((name) => (
          <Badge key={name}>{name}</Badge>
        ))}
        <span className="ml-auto text-muted">
          Last active <Time value={member.lastActiveAt} />
        </span>
      </div>
      <Held member={member} members={members} organization={organization} found={found} />
    </li>
  );
}

function Held({ member, members, organization, found }: MembershipProps) {
  const catalogue = indexCatalogue(found.permissions.filter((each) => isVisibleTo(each, organization.kind)));
  const roles = new Map(found.roles.map((role) => [role.id, role]));
  const rows = applying(members, member.person.id, member.projectId);
  const access = [...effectiveAccess(rows, roles, catalogue, member.level)];
  if (access.length === 0) return <p className="mt-1 text-muted">Holds nothing here.</p>;
  return (
    <details className="mt-1">
      <summary className="w-fit cursor-pointer rounded text-muted hover:text-ink">
        {counted(member.grants.length, "direct permission")}, {access.length} in effect
      </summary>
      <ul className="mt-1 grid gap-x-6 gap-y-0.5 md:grid-cols-2">
        {access.map(([id, sources]) => (
          <li key={id} className="flex flex-wrap gap-x-2">
            <span title={catalogue.byId.get(id)?.name}>{catalogue.byId.get(id)?.displayName}</span>
            <span className="text-muted">{sources.map(sourceInWords).join("; ")}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
