"use client";
import { Lock, Search } from "lucide-react";
import { pathOf } from "@/components/data/queries";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ExportLink } from "@/components/ui/export-link";
import { Input } from "@/components/ui/input";
import { SortSelect } from "@/components/ui/sort";
import { Empty } from "@/components/ui/states";
import type { DeskView, RoleView } from "@/lib/core/view";
import { HoldersLink } from "./holders-link";
import { RoleMenu } from "./role-menu";
import { countOf, isBuiltIn, plural, type RoleScope } from "./role-model";
import type { Panels } from "./use-panels";

interface RoleListProps {
  readonly desk: DeskView;
  readonly scope: RoleScope;
  readonly panels: Panels;
}

const SORTS = [
  ["given", "Built in first"],
  ["name", "By name"],
  ["holders", "By holders"],
  ["permissions", "By permissions"],
] as const;

/** The roles of one level: what each is for, how much it gives, and how many have it. */
export function RoleList({ desk, scope, panels }: RoleListProps) {
  const words = panels.search.trim().toLowerCase();
  const byName = (a: RoleView, b: RoleView) => a.name.localeCompare(b.name, "en");
  const gives = (role: RoleView) => countOf(role, scope.permissions);
  const orders = {
    given: () => 0,
    name: byName,
    holders: (a: RoleView, b: RoleView) => b.holders - a.holders || byName(a, b),
    permissions: (a: RoleView, b: RoleView) => gives(b) - gives(a) || byName(a, b),
  };
  const shown = scope.roles
    .filter((role) => `${role.name} ${role.description ?? ""}`.toLowerCase().includes(words))
    .sort(orders[panels.sort]);
  return (
    <section aria-label="List of roles" className="px-4 pb-16 md:px-8">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
        <div className="relative w-full max-w-72">
          <Search className="absolute top-2 left-2.5 size-4 text-faint" aria-hidden />
          <Input
            type="search"
            aria-label="Search roles"
            placeholder="Search roles"
            value={panels.search}
            onChange={(event) => void panels.set({ search: event.target.value || null })}
            className="pl-8"
          />
        </div>
        <p role="status" className="shrink-0 text-[13px] text-muted tabular-nums">
          {plural(shown.length, "role")}
        </p>
        <div className="ml-auto flex items-center gap-2">
          <SortSelect
            className="h-8"
            options={SORTS}
            value={panels.sort}
            onChange={(sort) => void panels.set({ sort })}
          />
          <ExportLink
            href={pathOf(desk.organization.id, "roles-export", { level: scope.level, search: words })}
          />
        </div>
      </div>
      {shown.length === 0 ? (
        <NoRoles words={words} desk={desk} panels={panels} />
      ) : (
        <ul className="divide-y rounded-lg border bg-surface">
          {shown.map((role) => (
            <RoleRow key={role.id} role={role} desk={desk} scope={scope} panels={panels} />
          ))}
        </ul>
      )}
    </section>
  );
}

function NoRoles({
  words,
  desk,
  panels,
}: {
  readonly words: string;
  readonly desk: DeskView;
  readonly panels: Panels;
}) {
  if (words) {
    return (
      <Empty
        title="No role has that in its name"
        action={<Button onClick={() => void panels.set({ search: null })}>Clear the search</Button>}
      >
        Search looks at names and descriptions.
      </Empty>
    );
  }
  const create = desk.may.editRoles ? (
    <Button onClick={() => panels.open("create", "blank")}>Create role</Button>
  ) : undefined;
  return (
    <Empty title="No roles yet" action={create}>
      Make one for each kind of work, and give it to everyone who does it.
    </Empty>
  );
}

function RoleRow({ role, desk, scope, panels }: RoleListProps & { readonly role: RoleView }) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-sunken/60 md:grid-cols-[minmax(0,1fr)_8rem_7rem_2rem]">
      <div className="min-w-0">
        <div className="flex items-center gap-2">
          <button
            type="button"
            onClick={() => panels.open("role", role.id)}
            className="truncate font-medium hover:underline"
          >
            {role.name}
          </button>
          {isBuiltIn(role) ? (
            <Badge>
              <Lock className="size-3" aria-hidden /> Built in
            </Badge>
          ) : null}
        </div>
        <p className="truncate text-[13px] text-muted">{role.description ?? "No description."}</p>
      </div>
      <div className="justify-self-end md:order-last">
        <RoleMenu role={role} desk={desk} panels={panels} />
      </div>
      <p className="text-[13px] text-muted tabular-nums max-md:order-2">
        {plural(countOf(role, scope.permissions), "permission")}
      </p>
      <p className="text-[13px] tabular-nums max-md:order-2 max-md:justify-self-end">
        <HoldersLink role={role} desk={desk} onOpen={() => panels.open("role", role.id)} />
      </p>
    </li>
  );
}
