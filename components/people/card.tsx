import type { ReactNode } from "react";

interface CardProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function Card({ title, action, children }: CardProps) {
  return (
    <section className="min-w-0 rounded-lg border bg-surface sm:max-xl:flex-1 sm:max-xl:self-start">
      <div className="flex h-10 items-center justify-between gap-2 border-b px-3">
        <h2 className="font-semibold text-[13px]">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
