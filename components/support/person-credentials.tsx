import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import type { SupportPerson } from "@/lib/core/support-view";

const KINDS = { CONSOLE: "Console", CRUX: "Crux API", EXCHANGE: "Exchange API" } as const;

const BOX = "overflow-hidden rounded-lg border bg-surface";
const ROW = "flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-[13px]";

/** Where someone is signed in now. */
export function Sessions({ found }: { readonly found: SupportPerson }) {
  if (found.sessions.length === 0) return <None>Not signed in anywhere.</None>;
  return (
    <ul className={`divide-y ${BOX}`}>
      {found.sessions.map(({ id, kind, userAgent, lastUsedAt, expiresAt }) => (
        <li key={id} className={ROW}>
          <Badge>{KINDS[kind]}</Badge>
          <span className="min-w-0 flex-1 truncate text-muted" title={userAgent ?? undefined}>
            {userAgent ?? "Unknown program"}
          </span>
          <span className="text-muted">
            used <Time value={lastUsedAt} />, ends <Time value={expiresAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The API tokens that someone has; what they are worth is never more than he holds. */
export function Tokens({ found }: { readonly found: SupportPerson }) {
  const names = new Map(found.organizations.map(({ id, name }) => [id, name]));
  if (found.tokens.length === 0) return <None>Has no API tokens.</None>;
  return (
    <ul className={`divide-y ${BOX}`}>
      {found.tokens.map((token) => (
        <li key={token.id} className={ROW}>
          <span className="font-medium">{token.name ?? "Without a name"}</span>
          <code className="font-mono text-muted text-xs">{token.redacted}</code>
          <Badge>
            {token.permissionIds ? `${token.permissionIds.length} permissions` : "everything held"}
          </Badge>
          <span className="ml-auto text-muted">
            {token.organizationId
              ? (names.get(token.organizationId) ?? "one organization")
              : "every organization"}
            , used <Time value={token.lastUsedAt} />
            {token.expiresAt ? (
              <>
                , ends <Time value={token.expiresAt} />
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

function None({ children }: { readonly children: string }) {
  return <p className={`${BOX} px-4 py-4 text-[13px] text-muted`}>{children}</p>;
}
