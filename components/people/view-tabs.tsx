"use client";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

const VIEWS = [
  { id: "access", label: "Access" },
  { id: "history", label: "History" },
] as const;

interface TabsProps {
  readonly value: "access" | "history";
  readonly onChange: (value: "access" | "history") => void;
}

export function ViewTabs({ value, onChange }: TabsProps) {
  return (
    <nav aria-label="About this person" className="mb-3 flex gap-1 border-b">
      {VIEWS.map(({ id, label }) => (
        <Button
          key={id}
          look="quiet"
          aria-current={id === value ? "page" : undefined}
          className={cn("-mb-px rounded-b-none border-b-2", id === value && "border-b-accent text-ink")}
          onClick={() => onChange(id)}
        >
          {label}
        </Button>
      ))}
    </nav>
  );
}
