"use client";
import { Grid3x3, List } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { DeskView } from "@/lib/core/view";
import type { Panels } from "./use-panels";

/** Which level the roles are of, and whether they are shown as a list or as a matrix. */
export function RoleTabs({ desk, panels }: { readonly desk: DeskView; readonly panels: Panels }) {
  const count = (level: string) => desk.roles.filter((role) => role.level === level).length;
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-4 border-b px-4 md:px-8">
      {desk.organization.kind === "SYSTEM" ? (
        <p className="py-2 text-[13px] text-muted">Roles of the system, for operators.</p>
      ) : (
        <fieldset className="flex gap-4" aria-label="Level of the roles">
          <Tab
            label="Organization"
            count={count("ORGANIZATION")}
            current={panels.level === "organization"}
            onGo={() => void panels.set({ level: "organization" })}
          />
          <Tab
            label="Projects"
            count={count("PROJECT")}
            current={panels.level === "project"}
            onGo={() => void panels.set({ level: "project" })}
          />
        </fieldset>
      )}
      <fieldset className="my-1.5 flex rounded-md border bg-sunken p-0.5" aria-label="How to show them">
        <Segment
          label="List"
          icon={List}
          current={panels.view === "list"}
          onGo={() => void panels.set({ view: "list" })}
        />
        <Segment
          label="Matrix"
          icon={Grid3x3}
          current={panels.view === "matrix"}
          onGo={() => void panels.set({ view: "matrix" })}
        />
      </fieldset>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly current: boolean;
  readonly onGo: () => void;
}

function Tab({ label, count, current, onGo }: ChoiceProps & { readonly count: number }) {
  return (
    <button
      type="button"
      aria-pressed={current}
      onClick={onGo}
      className={cn(
        "-mb-px border-b-2 py-2.5 text-[13px]",
        current ? "border-accent font-medium text-ink" : "border-transparent text-muted hover:text-ink",
      )}
    >
      {label} <span className="ml-1 text-muted tabular-nums">{count}</span>
    </button>
  );
}

function Segment({ label, icon: Icon, current, onGo }: ChoiceProps & { readonly icon: typeof List }) {
  return (
    <button
      type="button"
      aria-pressed={current}
      onClick={onGo}
      className={cn(
        "flex h-6 items-center gap-1.5 rounded px-2 text-[13px]",
        current
          ? "bg-surface font-medium text-ink shadow-[0_0_0_1px_var(--line)]"
          : "text-muted hover:text-ink",
      )}
    >
      <Icon className="size-3.5" aria-hidden /> {label}
    </button>
  );
}
