"use client";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

interface WayProps {
  readonly title: string;
  /** What it changes besides. */
  readonly children: ReactNode;
  /** Missing: the asker may not. */
  readonly onReview?: (() => void) | undefined;
}

/** One way to change something, with what else it would change. */
export function Way({ title, children, onReview }: WayProps) {
  return (
    <li className="flex items-start gap-3 px-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="font-medium text-[13px]">{title}</p>
        <div className="text-muted text-xs">{children}</div>
      </div>
      {onReview ? (
        <Button size="small" aria-label={`Review: ${title}`} onClick={onReview}>
          Review
        </Button>
      ) : null}
    </li>
  );
}
