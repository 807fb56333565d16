"use client";
import { Switch as Radix } from "radix-ui";

interface SwitchProps {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  /** The element that says what it switches. */
  readonly labelledBy: string;
  readonly disabled?: boolean;
}

/** For what takes effect at once. */
export function Switch({ on, onChange, labelledBy, disabled }: SwitchProps) {
  return (
    <Radix.Root
      checked={on}
      disabled={disabled ?? false}
      aria-labelledby={labelledBy}
      onCheckedChange={onChange}
      className="inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-line-strong bg-sunken p-px disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
    >
      <Radix.Thumb className="size-4 rounded-full bg-line-strong transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-accent-ink" />
    </Radix.Root>
  );
}
