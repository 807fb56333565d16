"use client";
import { useId, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import type { Permission } from "@/lib/core/permission";
import { grouped, matches } from "./group";
import { counted } from "./words";

interface ChecklistProps {
  readonly permissions: readonly Permission[];
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (ids: readonly string[], on: boolean) => void;
  readonly label: string;
  /** A remark on one of them, such as where it comes from. */
  readonly remark?: (permission: Permission) => string | undefined;
}

/** Permissions to choose from, by grouping, with a search; a group's own box takes all that is shown of it. */
export function PermissionChecklist({ permissions, chosen, onToggle, label, remark }: ChecklistProps) {
  const [words, setWords] = useState("");
  const id = useId();
  const shown = permissions.filter((permission) => matches(permission, words));
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 font-medium text-[13px]">{label}</legend>
      <Input
        id={id}
        type="search"
        aria-label={`Search: ${label}`}
        placeholder="Search permissions …"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <p aria-live="polite" className="text-muted text-xs">
        {counted(chosen.size, "permission")} chosen
        {words ? `, ${shown.length} of ${permissions.length} shown` : ` of ${permissions.length}`}
      </p>
      <div className="max-h-80 overflow-y-auto rounded-md border">
        {grouped(shown).map(({ grouping, permissions: rows }) => (
          <Group
            key={grouping}
            grouping={grouping}
            rows={rows}
            chosen={chosen}
            onToggle={onToggle}
            remark={remark}
          />
        ))}
        {shown.length === 0 ? (
          <p className="px-3 py-4 text-center text-[13px] text-muted">Nothing has that name.</p>
        ) : null}
      </div>
    </fieldset>
  );
}

interface GroupProps {
  readonly grouping: string;
  readonly rows: readonly Permission[];
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (ids: readonly string[], on: boolean) => void;
  readonly remark: ((permission: Permission) => string | undefined) | undefined;
}

function Group({ grouping, rows, chosen, onToggle, remark }: GroupProps) {
  const id = useId();
  const on = rows.filter((row) => chosen.has(row.id)).length;
  const state = on === 0 ? false : on === rows.length ? true : "indeterminate";
  const ids = rows.map((row) => row.id);
  return (
    <div className="border-b last:border-b-0">
      <div className="sticky top-0 z-10 flex items-center gap-2 border-b bg-sunken px-3 py-1.5">
        <Checkbox checked={state} onChange={(value) => onToggle(ids, value)} label={`All of ${grouping}`} />
        <span className="font-medium text-xs">{grouping}</span>
        <span className="ml-auto text-muted text-xs tabular-nums">
          {on} of {rows.length}
        </span>
      </div>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="flex items-start gap-2 px-3 py-1.5 hover:bg-sunken">
            <Checkbox
              id={`${id}-${row.id}`}
              className="mt-0.5"
              checked={chosen.has(row.id)}
              onChange={(value) => onToggle([row.id], value)}
              label={row.displayName}
            />
            <label htmlFor={`${id}-${row.id}`} className="min-w-0 flex-1 text-[13px]">
              {row.displayName}
              <Remark text={remark?.(row) ?? row.description ?? undefined} />
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Remark({ text }: { readonly text: string | undefined }) {
  return text ? <span className="block text-muted text-xs">{text}</span> : null;
}
