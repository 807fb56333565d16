import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

interface PanelProps {
  readonly title: string;
  readonly href?: string;
  /** What the link leads to, in words: "All members". */
  readonly linkText?: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** One part of the overview, with the way to the list behind it. */
export function Panel({ title, href, linkText, children, className }: PanelProps) {
  return (
    <section
      aria-label={title}
      className={cn("flex min-w-0 flex-col rounded-lg border bg-surface", className)}
    >
      <div className="flex items-baseline justify-between gap-3 px-4 pt-3 pb-2">
        <h2 className="font-semibold text-[13px]">{title}</h2>
        {href ? (
          <Link href={href} className="shrink-0 rounded text-[13px] text-accent hover:underline">
            {linkText}
          </Link>
        ) : null}
      </div>
      {children}
    </section>
  );
}

export function Nothing({ children }: { readonly children: ReactNode }) {
  return <p className="px-4 pb-4 text-[13px] text-muted">{children}</p>;
}
