import { Clock, Lock } from "lucide-react";
import { sourceInWords } from "@/components/access-matrix/words";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import type { Tick } from "./ticks";

interface RowProps {
  readonly tick: Tick;
  /** What it is to become; undefined: it stays. */
  readonly wanted: boolean | undefined;
  readonly disabled: boolean;
  readonly onTick: (on: boolean) => void;
}

/** One permission: ticked where it is held directly; what comes by another way is shown, locked, with its source. */
export function TickRow({
  tick: { permission, direct, sources, locked },
  wanted,
  disabled,
  onTick,
}: RowProps) {
  const others = sources.filter(({ kind }) => kind !== "direct");
  const ends = sources.some((source) => "expiresAt" in source && source.expiresAt !== null);
  const checked = wanted ?? (direct || locked);
  const id = `tick-${permission.id}`;
  return (
    <li
      className={cn(
        "flex items-start gap-2.5 px-4 py-1.5 text-[13px] hover:bg-sunken",
        wanted !== undefined && "bg-accent-soft hover:bg-accent-soft",
      )}
    >
      <Checkbox
        id={id}
        className="mt-0.5"
        checked={checked}
        disabled={disabled || locked}
        label={`${permission.displayName}${locked ? `, ${others.map(sourceInWords).join("; ")}` : ""}`}
        onChange={onTick}
      />
      <label htmlFor={id} className="min-w-0 flex-1">
        <span className="font-medium">{permission.displayName}</span>
        {permission.name === permission.displayName ? null : (
          <span className="ml-2 break-all font-mono text-muted text-xs">{permission.name}</span>
        )}
        {permission.description ? (
          <span className="block text-muted text-xs">{permission.description}</span>
        ) : null}
      </label>
      <span className="flex flex-wrap justify-end gap-1">
        {wanted === undefined ? null : (
          <Badge tone="accent">{wanted ? "will be given" : "will be taken"}</Badge>
        )}
        {permission.isDefault ? <Badge>default</Badge> : null}
        {ends ? (
          <Badge tone="warn">
            <Clock className="size-3" aria-hidden /> ends
          </Badge>
        ) : null}
        {others.map((source) => (
          <Badge key={sourceInWords(source)}>
            {locked ? <Lock className="size-3" aria-hidden /> : null}
            {sourceInWords(source)}
          </Badge>
        ))}
      </span>
    </li>
  );
}
