import type { ReactNode } from "react";

interface CardProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of the pages around signing in. */
export function Card({ title, lead, children }: CardProps) {
  return (
    <main className="flex min-h-dvh items-center justify-center p-4">
      <div className="w-full max-w-sm rounded-lg border bg-surface p-6">
        <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
        {lead ? <div className="mt-1 text-[13px] text-muted">{lead}</div> : null}
        <div className="mt-6 flex flex-col gap-4">{children}</div>
      </div>
    </main>
  );
}

export const CARD_LINK = "text-[13px] text-accent underline underline-offset-4";
