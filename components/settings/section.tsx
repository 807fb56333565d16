import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

interface SectionProps {
  readonly title: string;
  readonly description: ReactNode;
  /** Why nothing can be changed here; null: it can. */
  readonly lock?: string | null;
  readonly danger?: boolean;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

/** One card of the settings. */
export function Section({ title, description, lock, danger, children, footer }: SectionProps) {
  return (
    <section
      aria-label={title}
      className={cn("overflow-hidden rounded-lg border bg-surface", danger && "border-bad/50")}
    >
      <div className="flex flex-col gap-4 p-4">
        <div>
          <h2 className="font-semibold text-[15px]">{title}</h2>
          <p className="mt-0.5 text-[13px] text-muted">{description}</p>
        </div>
        {children}
      </div>
      {lock ? (
        <p className="flex items-center gap-2 border-t bg-sunken px-4 py-2.5 text-[13px] text-muted">
          <Lock className="size-3.5 shrink-0" aria-hidden /> {lock}
        </p>
      ) : null}
      {footer && !lock ? (
        <div className="flex items-center justify-end gap-3 border-t bg-sunken px-4 py-2.5">{footer}</div>
      ) : null}
    </section>
  );
}

/** What to say to who lacks the right to an act. */
export const NEEDS_SETTINGS = "Only people with Edit Settings can change this.";
export const NEEDS_STATUS = "Only people with Update Org Status can do this.";
