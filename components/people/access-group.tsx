import { Boxes, Check, Circle, Clock, CornerDownRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { Source } from "@/lib/core/access";
import type { Permission } from "@/lib/core/permission";
import type { PersonAt } from "./person-model";
import { SourceLine } from "./source-line";

interface GroupProps {
  readonly at: PersonAt;
  readonly grouping: string;
  readonly permissions: readonly Permission[];
  readonly onAsk: (permissionId: string) => void;
}

export function AccessGroup({ at, grouping, permissions, onAsk }: GroupProps) {
  const held = permissions.filter(({ id }) => at.access.has(id)).length;
  return (
    <section className="rounded-lg border bg-surface">
      <div className="flex items-center justify-between rounded-t-lg border-b bg-sunken px-3 py-1.5">
        <h3 className="font-medium text-xs">{grouping}</h3>
        <span className="text-muted text-xs tabular-nums">
          {held} of {permissions.length} held
        </span>
      </div>
      <ul className="divide-y">
        {permissions.map((permission) => (
          <AccessRow key={permission.id} at={at} permission={permission} onAsk={() => onAsk(permission.id)} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly at: PersonAt;
  readonly permission: Permission;
  readonly onAsk: () => void;
}

function AccessRow({ at, permission, onAsk }: RowProps) {
  const sources = at.access.get(permission.id) ?? [];
  const held = sources.length > 0;
  return (
    <li className="flex items-start gap-2.5 px-3 py-2">
      <StateMark sources={sources} />
      <div className="min-w-0 flex-1 sm:flex sm:items-baseline sm:gap-4">
        <p
          className={
            held
              ? "min-w-0 text-[13px] sm:w-56 sm:shrink-0"
              : "min-w-0 text-[13px] text-muted sm:w-56 sm:shrink-0"
          }
        >
          <span className={held ? "font-medium" : ""}>{permission.displayName}</span>
        </p>
        <div className="flex min-w-0 flex-col gap-0.5">
          {sources.map((source) => (
            <SourceLine key={JSON.stringify(source)} source={source} at={at} />
          ))}
        </div>
      </div>
      <Button
        size="small"
        look="quiet"
        className="-my-1 text-xs"
        aria-label={`${held ? "Why?" : "Why not?"} ${permission.displayName}`}
        onClick={onAsk}
      >
        {held ? "Why?" : "Why not?"}
      </Button>
    </li>
  );
}

/** The kind of tick says how it is held; the words beside it say the same. */
function StateMark({ sources }: { readonly sources: readonly Source[] }) {
  const direct = sources.find(({ kind }) => kind === "direct");
  const mark = "mt-0.5 flex size-4 shrink-0 items-center justify-center rounded";
  if (direct && "expiresAt" in direct && direct.expiresAt)
    return (
      <span className={`${mark} bg-warn-soft text-warn`}>
        <Clock className="size-3" aria-hidden />
        <span className="sr-only">Held directly, for a time</span>
      </span>
    );
  if (direct)
    return (
      <span className={`${mark} bg-accent text-accent-ink`}>
        <Check className="size-3" aria-hidden />
        <span className="sr-only">Held directly</span>
      </span>
    );
  if (sources.length === 0)
    return (
      <span className={`${mark} text-faint`}>
        <Circle className="size-3" aria-hidden />
        <span className="sr-only">Not held</span>
      </span>
    );
  const Icon = sources.some(({ kind }) => kind === "role") ? Boxes : CornerDownRight;
  return (
    <span className={`${mark} border border-accent text-accent`}>
      <Icon className="size-3" aria-hidden />
      <span className="sr-only">Held in another way</span>
    </span>
  );
}
