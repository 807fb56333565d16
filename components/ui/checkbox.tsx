"use client";
import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import { cn } from "./cn";

interface CheckboxProps {
  readonly checked: boolean | "indeterminate";
  readonly onChange: (checked: boolean) => void;
  readonly label: string;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly id?: string;
}

export function Checkbox({ checked, onChange, label, disabled, className, id }: CheckboxProps) {
  return (
    <Radix.Root
      {...(id ? { id } : {})}
      checked={checked}
      disabled={disabled ?? false}
      aria-label={label}
      onCheckedChange={(value) => onChange(value === true)}
      className={cn(
        "flex size-4 shrink-0 items-center justify-center rounded border border-line-strong bg-surface text-accent-ink disabled:opacity-50 data-[state=checked]:border-accent data-[state=indeterminate]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:bg-accent",
        className,
      )}
    >
      <Radix.Indicator>
        {checked === "indeterminate" ? (
          <Minus className="size-3" aria-hidden />
        ) : (
          <Check className="size-3" aria-hidden />
        )}
      </Radix.Indicator>
    </Radix.Root>
  );
}
