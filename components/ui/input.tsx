import type { ComponentProps } from "react";
import { cn } from "./cn";

const FIELD =
  "h-8 w-full rounded-md border border-line-strong/60 bg-surface px-2.5 text-[13px] text-ink disabled:opacity-60 aria-invalid:border-bad";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={cn(FIELD, className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={cn(FIELD, "h-auto min-h-20 py-1.5", className)} {...rest} />;
}

/** The platform's own select: it works with every keyboard and every phone. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select className={cn(FIELD, "pr-7", className)} {...rest} />;
}
