import type { ReactNode } from "react";

interface PageHeaderProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of a page: its name, a line about it, what can be done. */
export function PageHeader({ title, children, actions }: PageHeaderProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 pt-6 pb-4 md:px-8">
      <div className="min-w-0 flex-1 basis-60">
        <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
        {children ? <div className="mt-1 max-w-2xl text-[13px] text-muted">{children}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}
