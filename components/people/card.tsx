import type { ReactNode } from "react";

interface CardProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function Card({ title, action, children }: CardProps) {
  return (
    <section
      aria-label={title}
      className="min-w-0 flex-1 self-start rounded-lg border bg-surface sm:max-xl:self-start max-sm:self-stretch xl:flex-none xl:self-stretch"
    >
      <div className="flex h-10 items-center justify-between gap-2 border-b px-3">
        <h2 className="font-semibold text-[13px]">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
