import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const LOOKS = {
  primary: "bg-accent text-accent-ink hover:opacity-90 border-transparent",
  plain: "bg-surface text-ink border-line hover:bg-sunken",
  quiet: "border-transparent text-muted hover:bg-sunken hover:text-ink",
  danger: "bg-surface text-bad border-line hover:bg-bad-soft",
} as const;

interface ButtonProps extends ComponentProps<"button"> {
  readonly look?: keyof typeof LOOKS;
  readonly size?: "small" | "medium" | "icon";
  /** The child becomes the button: for links that look like one. */
  readonly asChild?: boolean;
}

export function Button({
  look = "plain",
  size = "medium",
  asChild = false,
  className,
  ...rest
}: ButtonProps) {
  const Part = asChild ? Slot.Root : "button";
  return (
    <Part
      {...(asChild ? {} : { type: "button" as const })}
      className={cn(
        "inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors",
        "disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50",
        size === "small" && "h-7 px-2 text-[13px]",
        size === "medium" && "h-8 px-3 text-[13px]",
        size === "icon" && "size-8",
        LOOKS[look],
        className,
      )}
      {...rest}
    />
  );
}
