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
    <span className="flex items-start gap-1 text-muted text-xs">
      <Icon className="mt-0.5 size-3 shrink-0" aria-hidden />
      <span className="min-w-0">
        <Words source={source} at={at} />
        {until ? (
          <span className="whitespace-nowrap text-warn">
            {" "}
            <Clock className="inline size-3 align-[-2px]" aria-hidden /> until <Day value={until} />
          </span>
        ) : null}
      </span>
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
