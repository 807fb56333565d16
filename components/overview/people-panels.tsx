import Link from "next/link";
import { nameOf } from "@/components/data/explain";
import { Avatar } from "@/components/ui/avatar";
import { Time } from "@/components/ui/time";
import type { OverviewView } from "@/lib/core/overview";
import { Nothing, Panel } from "./panel";

interface Props {
  readonly overview: OverviewView;
  readonly at: (path: string) => string;
}

const ROW = "flex items-center gap-2 border-t px-4 py-2 text-[13px]";

/** Who can change people here; `permissionId` is the permission that lets them. */
export function Administrators({
  overview,
  at,
  permissionId,
}: Props & { readonly permissionId: string | undefined }) {
  const { total, first } = overview.administrators;
  const list = permissionId
    ? { href: at(`/members?permission=${permissionId}`), linkText: `All ${total}` }
    : {};
  return (
    <Panel title="Who can administer" {...list}>
      <ul>
        {first.map((member) => (
          <li key={member.memberId} className={ROW}>
            <Avatar name={nameOf(member)} size={22} />
            <Link href={at(`/people/${member.memberId}`)} className="shrink-0 font-medium hover:underline">
              {nameOf(member)}
            </Link>
            <span className="min-w-0 truncate text-muted">{member.email}</span>
          </li>
        ))}
      </ul>
      {first.length === 0 ? <Nothing>Nobody of its own; operators administer it.</Nothing> : null}
      {first.length === 1 ? (
        <p className="border-t px-4 py-2 text-[13px] text-warn">Only one: give a second person the right.</p>
      ) : null}
    </Panel>
  );
}

/** Permissions and roles that end soon, the soonest first. */
export function EndingRights({ overview, at }: Props) {
  const { total, first } = overview.ending;
  return (
    <div id="ending" className="scroll-mt-16">
      <Panel title="Rights that end soon">
        <ul>
          {first.map((right) => (
            <li key={`${right.memberId}-${right.kind}-${right.what}`} className={ROW}>
              <div className="min-w-0 flex-1">
                <Link href={at(`/people/${right.memberId}`)} className="font-medium hover:underline">
                  {nameOf(right)}
                </Link>
                <span className="block truncate text-muted">
                  {right.kind === "role" ? `Role ${right.what}` : right.what}
                  {right.projectName ? ` in ${right.projectName}` : ""}
                </span>
              </div>
              <Time value={right.expiresAt} />
            </li>
          ))}
        </ul>
        {total === 0 ? <Nothing>Nothing ends within 30 days.</Nothing> : null}
        {total > first.length ? <Nothing>And {total - first.length} more within 30 days.</Nothing> : null}
      </Panel>
    </div>
  );
}

/** Open invitations, those that run out first at the top. */
export function OpenInvitations({ overview, at }: Props) {
  const { pending, next } = overview.invitations;
  return (
    <Panel title="Open invitations" href={at("/invitations?status=pending")} linkText={`All ${pending}`}>
      <ul>
        {next.map(({ id, email, expiresAt }) => (
          <li key={id} className={ROW}>
            <span className="min-w-0 flex-1 truncate">{email}</span>
            <span className="text-muted">
              ends <Time value={expiresAt} />
            </span>
          </li>
        ))}
      </ul>
      {pending === 0 ? <Nothing>Nobody is invited at the moment.</Nothing> : null}
    </Panel>
  );
}

/** The organization's tokens that end soon. */
export function EndingTokens({ overview, at }: Props) {
  if (!overview.tokens) return null;
  const { total, first } = overview.tokens;
  return (
    <Panel title="Tokens that end soon" href={at("/tokens")} linkText="API tokens">
      <ul>
        {first.map(({ id, name, ownerEmail, expiresAt }) => (
          <li key={id} className={ROW}>
            <div className="min-w-0 flex-1">
              <span className="font-medium">{name ?? "Without a name"}</span>
              <span className="block truncate text-muted">{ownerEmail}</span>
            </div>
            <Time value={expiresAt} />
          </li>
        ))}
      </ul>
      {total === 0 ? <Nothing>None ends within 30 days.</Nothing> : null}
      {total > first.length ? <Nothing>And {total - first.length} more.</Nothing> : null}
    </Panel>
  );
}
