"use client";
import { useQuery } from "@tanstack/react-query";
import { debounce, parseAsBoolean, parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { deskQuery } from "@/components/data/queries";
import { grouped, matches } from "@/components/people/group";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Empty, SkeletonRows } from "@/components/ui/states";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import type { SupportPerson } from "@/lib/core/support-view";
import type { SupportActions } from "./actions";
import { TickRow } from "./tick-row";
import { editOf, systemMembershipOf, type Tick, ticksOf } from "./ticks";
import { TicksBar } from "./ticks-bar";
import { usePendingTicks } from "./use-pending-ticks";

interface Props {
  readonly found: SupportPerson;
  readonly actions: SupportActions;
}

/** The hundreds of system permissions as a checklist; ticks wait until they are reviewed and applied together. */
export function SystemPermissions({ found, actions }: Props) {
  const desk = useQuery(deskQuery(SYSTEM_ORGANIZATION)).data;
  const ticks = useMemo(() => ticksOf(found, desk?.permissions ?? []), [found, desk]);
  const { pending, tick, clear } = usePendingTicks(found.person.id);
  const [{ permission: words, held }, set] = useQueryStates(
    { permission: parseAsString.withDefault(""), held: parseAsBoolean.withDefault(false) },
    { limitUrlUpdates: debounce(200) },
  );
  if (!desk) return <SkeletonRows rows={6} label="Loading the system permissions" />;
  const shown = ticks.filter(
    (each) =>
      matches(each.permission, words.trim()) && (!held || isHeld(each) || pending.has(each.permission.id)),
  );
  const direct = new Map(ticks.map((each) => [each.permission.id, each.direct]));
  const isNow = (id: string) => direct.get(id) ?? false;
  return (
    <div className="rounded-lg border bg-surface">
      <div className="flex flex-wrap items-center gap-2 border-b px-4 py-2">
        <Input
          type="search"
          aria-label="Search the system permissions"
          placeholder="Search permissions …"
          className="w-full sm:w-72"
          value={words}
          onChange={(event) => void set({ permission: event.target.value || null })}
        />
        <Button
          size="small"
          aria-pressed={held}
          className={cn(held && "border-accent bg-accent-soft text-accent")}
          onClick={() => void set({ held: held ? null : true })}
        >
          Only held
        </Button>
        <p aria-live="polite" className="text-muted text-xs tabular-nums">
          {ticks.filter(isHeld).length} of {ticks.length} held, {shown.length} shown
        </p>
      </div>
      {systemMembershipOf(found) ? null : <Joins ticks={ticks} />}
      <Groups
        ticks={shown}
        pending={pending}
        disabled={!desk.may.changePeople}
        onTick={(id, on) => tick([id], on, isNow)}
      />
      {shown.length === 0 ? (
        <Empty title="No permission fits">Try fewer letters, or look at all of them.</Empty>
      ) : null}
      <TicksBar
        person={found.person}
        edit={editOf(ticks, pending)}
        ticks={ticks}
        actions={actions}
        onClear={clear}
      />
    </div>
  );
}

const isHeld = ({ direct, locked }: Tick) => direct || locked;

function Joins({ ticks }: { readonly ticks: readonly Tick[] }) {
  const defaults = ticks
    .filter(({ permission }) => permission.isDefault)
    .map(({ permission }) => permission.displayName);
  return (
    <p className="border-b bg-accent-soft px-4 py-2 text-[13px] text-accent">
      Has nothing in the system yet. With the first permission come the defaults too: {defaults.join(", ")}.
    </p>
  );
}

interface GroupsProps {
  readonly ticks: readonly Tick[];
  readonly pending: ReadonlyMap<string, boolean>;
  readonly disabled: boolean;
  readonly onTick: (permissionId: string, on: boolean) => void;
}

function Groups({ ticks, pending, disabled, onTick }: GroupsProps) {
  const byId = new Map(ticks.map((tick) => [tick.permission.id, tick]));
  return grouped(ticks.map(({ permission }) => permission)).map(({ grouping, permissions }) => {
    const rows = permissions.flatMap(({ id }) => byId.get(id) ?? []);
    return (
      <section key={grouping} aria-label={grouping}>
        <h3 className="flex items-baseline justify-between border-y bg-sunken px-4 py-1 font-medium text-xs first:border-t-0">
          {grouping}
          <span className="font-normal text-muted tabular-nums">
            {rows.filter(isHeld).length} of {rows.length}
          </span>
        </h3>
        <ul className="[contain-intrinsic-size:auto_36px] [content-visibility:auto]">
          {rows.map((tick) => (
            <TickRow
              key={tick.permission.id}
              tick={tick}
              wanted={wantedOf(tick, pending)}
              disabled={disabled}
              onTick={(on) => onTick(tick.permission.id, on)}
            />
          ))}
        </ul>
      </section>
    );
  });
}

function wantedOf({ permission, direct }: Tick, pending: ReadonlyMap<string, boolean>): boolean | undefined {
  const wanted = pending.get(permission.id);
  return wanted === direct ? undefined : wanted;
}
