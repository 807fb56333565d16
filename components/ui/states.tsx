import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";

/** Grey where the content will be, in its size. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden className={cn("animate-pulse rounded bg-line/70", className)} />;
}

/** Rows of a list that is on its way. */
export function SkeletonRows({ rows = 8, label }: { readonly rows?: number; readonly label: string }) {
  const keys = Array.from({ length: rows }, (_, index) => `row-${index}`);
  return (
    <div role="status" aria-label={label} className="divide-y">
      {keys.map((key) => (
        <div key={key} className="flex h-12 items-center gap-4 px-4">
          <Skeleton className="size-7 rounded-full" />
          <Skeleton className="h-3 w-48" />
          <Skeleton className="ml-auto h-3 w-24" />
        </div>
      ))}
    </div>
  );
}

interface FrameProps {
  readonly children: ReactNode;
  readonly isOld?: boolean;
}

/** What a list of a page stands in; busy as long as it shows what was asked for before. */
export function ListFrame({ children, isOld = false }: FrameProps) {
  return (
    <div
      aria-busy={isOld}
      className={cn(
        "mx-4 mb-6 overflow-hidden rounded-lg border bg-surface md:mx-8",
        isOld && "cursor-progress",
      )}
    >
      {children}
    </div>
  );
}

interface SaysProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing here, and what to do about it. */
export function Empty({ title, children, action }: SaysProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      <p className="font-medium">{title}</p>
      {children ? <p className="max-w-sm text-[13px] text-muted">{children}</p> : null}
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}

/** It did not work: what, the request to name to support, and a way to try again. */
export function Failure({
  title = "This could not be loaded.",
  message,
  requestId,
  onRetry,
}: {
  readonly title?: string;
  readonly message: string;
  readonly requestId?: string | undefined;
  readonly onRetry?: () => void;
}) {
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      <p className="font-medium">{title}</p>
      <p className="max-w-sm text-[13px] text-muted">{message}</p>
      {requestId ? <p className="font-mono text-muted text-xs">Request {requestId}</p> : null}
      {onRetry ? (
        <Button className="mt-2" onClick={onRetry}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}
