"use client";
import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";
import { groupInWords, groupsOf } from "@/components/access-matrix/columns";
import { explainPeople } from "@/components/data/explain";
import { memberQuery } from "@/components/data/queries";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { closure, indexCatalogue, type Permission } from "@/lib/core/permission";
import type { DeskView } from "@/lib/core/view";

interface ScopeChecklistProps {
  readonly desk: DeskView;
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** The permissions that a token can have, by grouping: those that its maker holds. */
export function ScopeChecklist({ desk, chosen, onChange }: ScopeChecklistProps) {
  const [words, setWords] = useState("");
  const held = useHeld(desk);
  const wanted = words.trim().toLowerCase();
  const shown = [...desk.permissions, ...desk.projectPermissions].filter(
    ({ displayName, name, description }) =>
      `${displayName} ${name} ${description ?? ""}`.toLowerCase().includes(wanted),
  );
  const set = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    onChange(next);
  };
  return (
    <div className="rounded-md border">
      <div className="flex items-center gap-3 border-b p-2">
        <div className="relative flex-1">
          <Search className="absolute top-2 left-2.5 size-4 text-faint" aria-hidden />
          <Input
            type="search"
            aria-label="Search permissions"
            placeholder="Search permissions"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            className="pl-8"
          />
        </div>
        <p role="status" className="pr-1 text-[13px] text-muted tabular-nums">
          {chosen.size} ticked
        </p>
      </div>
      <div className="max-h-64 overflow-y-auto px-3 pb-3">
        {shown.length === 0 ? <p className="pt-3 text-[13px] text-muted">No permission fits.</p> : null}
        {groupsOf(shown).map((group) => (
          <ScopeGroup
            key={group.name}
            name={group.name}
            permissions={group.permissions}
            held={held}
            chosen={chosen}
            onSet={set}
          />
        ))}
      </div>
    </div>
  );
}

/** What the asker holds here, as far as the browser can tell; null: it cannot (an operator), and the server decides. */
function useHeld(desk: DeskView): ReadonlySet<string> | null {
  const { data } = useQuery({
    ...memberQuery(desk.organization.id, desk.selfId ?? ""),
    enabled: desk.selfId !== null,
  });
  const self = data ? explainPeople(data)[0] : undefined;
  if (!data || !self || desk.may.operate) return null;
  return closure(indexCatalogue(data.permissions), self.access.keys());
}

interface ScopeGroupProps {
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly held: ReadonlySet<string> | null;
  readonly chosen: ReadonlySet<string>;
  readonly onSet: (ids: readonly string[], on: boolean) => void;
}

function ScopeGroup({ name, permissions, held, chosen, onSet }: ScopeGroupProps) {
  const open = permissions.filter(({ id }) => held?.has(id) ?? true).map(({ id }) => id);
  const ticked = open.filter((id) => chosen.has(id)).length;
  const label = groupInWords(name);
  const groupId = `scope-group-${name}`;
  return (
    <fieldset className="pt-3">
      <legend className="sr-only">{label}</legend>
      <label htmlFor={groupId} className="flex items-center gap-2.5 py-1 font-medium text-[13px]">
        <Checkbox
          id={groupId}
          label={`All of ${label}`}
          disabled={open.length === 0}
          checked={ticked === 0 ? false : ticked === open.length || "indeterminate"}
          onChange={(on) => onSet(open, on)}
        />
        {label}
      </label>
      {permissions.map((permission) => (
        <Scope
          key={permission.id}
          permission={permission}
          held={held?.has(permission.id) ?? true}
          chosen={chosen.has(permission.id)}
          onChange={(on) => onSet([permission.id], on)}
        />
      ))}
    </fieldset>
  );
}

interface ScopeProps {
  readonly permission: Permission;
  readonly held: boolean;
  readonly chosen: boolean;
  readonly onChange: (on: boolean) => void;
}

function Scope({ permission, held, chosen, onChange }: ScopeProps) {
  const id = `scope-${permission.id}`;
  return (
    <label htmlFor={id} className="flex items-start gap-2.5 py-1 pl-6 text-[13px]">
      <Checkbox
        id={id}
        label={permission.displayName}
        disabled={!held}
        checked={chosen}
        onChange={onChange}
        className="mt-0.5"
      />
      <span>
        {permission.displayName}
        <span className="block text-muted text-xs">
          {held ? permission.description : "You do not hold this."}
        </span>
      </span>
    </label>
  );
}
