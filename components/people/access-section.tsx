"use client";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Empty } from "@/components/ui/states";
import { AccessGroup } from "./access-group";
import { grouped, matches } from "./group";
import type { PersonAt } from "./person-model";
import { WhyPanel } from "./why-panel";

const HELD = ["all", "yes", "no", "direct"] as const;
const LABELS = { all: "All", yes: "Held", no: "Not held", direct: "Direct" } as const;

const KEYS = {
  held: parseAsStringLiteral(HELD).withDefault("all"),
  search: parseAsString,
  permission: parseAsString,
};

/** The whole catalogue of a place beside one person: what he holds and why, and what he does not. */
export function AccessSection({ at }: { readonly at: PersonAt }) {
  const [state, set] = useQueryStates(KEYS);
  const counts = countsOf(at);
  const shown = at.permissions.filter(
    (permission) => keeps(at, permission.id, state.held) && matches(permission, state.search ?? ""),
  );
  const open = at.permissions.find(({ id }) => id === state.permission);
  return (
    <section aria-label="Effective access">
      <h2 className="mb-2 font-semibold text-[15px]">
        Effective access{" "}
        <span className="font-normal text-[13px] text-muted">
          in {at.project?.name ?? at.desk.organization.name}
        </span>
      </h2>
      {at.member?.status === "SUSPENDED" ? (
        <p className="mb-2 rounded-md bg-warn-soft px-3 py-2 text-[13px] text-warn">
          Suspended: nothing below is in force until restored.
        </p>
      ) : null}
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <Input
          type="search"
          aria-label="Search permissions"
          placeholder="Search permissions"
          className="w-full sm:w-56"
          value={state.search ?? ""}
          onChange={(event) => void set({ search: event.target.value || null })}
        />
        <fieldset className="flex rounded-md border bg-surface p-px">
          <legend className="sr-only">Show</legend>
          {HELD.map((each) => (
            <Button
              key={each}
              look="quiet"
              size="small"
              aria-pressed={state.held === each}
              className={cn(state.held === each && "bg-accent-soft text-accent")}
              onClick={() => void set({ held: each })}
            >
              {LABELS[each]} <span className="tabular-nums">{counts[each]}</span>
            </Button>
          ))}
        </fieldset>
      </div>
      <p aria-live="polite" className="sr-only">
        {shown.length} permissions shown
      </p>
      {shown.length === 0 ? (
        <Empty
          title="No permission matches"
          action={<Button onClick={() => void set({ search: null, held: null })}>Show all</Button>}
        />
      ) : (
        <div className="flex flex-col gap-4">
          {grouped(shown).map(({ grouping, permissions }) => (
            <AccessGroup
              key={grouping}
              at={at}
              grouping={grouping}
              permissions={permissions}
              onAsk={(id) => void set({ permission: id })}
            />
          ))}
        </div>
      )}
      {open ? <WhyPanel at={at} permission={open} onClose={() => void set({ permission: null })} /> : null}
    </section>
  );
}

function keeps({ access }: PersonAt, id: string, held: (typeof HELD)[number]): boolean {
  if (held === "yes") return access.has(id);
  if (held === "no") return !access.has(id);
  if (held === "direct") return access.get(id)?.some(({ kind }) => kind === "direct") ?? false;
  return true;
}

function countsOf(at: PersonAt) {
  const count = (held: (typeof HELD)[number]) =>
    at.permissions.filter(({ id }) => keeps(at, id, held)).length;
  return { all: at.permissions.length, yes: count("yes"), no: count("no"), direct: count("direct") };
}
