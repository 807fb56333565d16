import { Boxes, Building2, Check, Clock, CornerDownRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Source } from "@/lib/core/access";
import { Day } from "./day";
import type { PersonAt } from "./person-model";

const ICONS = {
  direct: Check,
  role: Boxes,
  implied: CornerDownRight,
  organization: Building2,
  system: Building2,
} as const;

/** Where one permission comes from, in words. */
export function SourceLine({ source, at }: { readonly source: Source; readonly at: PersonAt }) {
  const Icon = ICONS[source.kind];
  const until = "expiresAt" in source ? source.expiresAt : null;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1 text-muted text-xs">
      <Icon className="size-3 shrink-0" aria-hidden />
      <Words source={source} at={at} />
      {until ? (
        <span className="inline-flex items-center gap-1 text-warn">
          <Clock className="size-3" aria-hidden />
          <span>
            until <Day value={until} />
          </span>
        </span>
      ) : null}
    </span>
  );
}

function Words({ source, at }: { readonly source: Source; readonly at: PersonAt }): ReactNode {
  if (source.kind === "direct") {
    const giver = source.grantedBy === null ? null : (at.view.emails[source.grantedBy] ?? null);
    return (
      <span>
        direct, given{giver ? ` by ${giver}` : ""} on <Day value={source.grantedAt} />
      </span>
    );
  }
  if (source.kind === "role") return <span>role {source.roleName}</span>;
  const from = at.catalogue.byId.get(source.permissionId)?.displayName ?? source.permissionName;
  if (source.kind === "implied") return <span>implied by {from}</span>;
  return (
    <span>
      from the {source.kind === "system" ? "operators" : "organization"}: {from}
    </span>
  );
}
