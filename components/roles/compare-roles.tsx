"use client";
import { Check, CornerDownRight, Minus } from "lucide-react";
import { useState } from "react";
import { groupInWords, groupsOf } from "@/components/access-matrix/columns";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { Empty } from "@/components/ui/states";
import type { Permission } from "@/lib/core/permission";
import type { DeskView, RoleView } from "@/lib/core/view";
import { impliedBy, plural, scopeOf } from "./role-model";
import type { Panels } from "./use-panels";

type Held = "given" | "follows" | "no";

interface Line {
  readonly permission: Permission;
  readonly left: Held;
  readonly right: Held;
}

/** Two roles of one level side by side; `?compare=a,b` says which. */
export function CompareRoles({ desk, panels }: { readonly desk: DeskView; readonly panels: Panels }) {
  const [every, setEvery] = useState(false);
  const [a, b] = (panels.compare ?? "").split(",").map((id) => desk.roles.find((role) => role.id === id));
  const scope = scopeOf(desk, a?.level === "PROJECT" ? "project" : "organization");
  const lines = linesOf(a, b, scope.permissions);
  const differing = lines.filter(({ left, right }) => (left === "no") !== (right === "no"));
  const pick = (left: string, right: string) =>
    void panels.set({ compare: `${left},${right}` }, { history: "replace" });
  return (
    <Dialog
      wide
      open
      onOpenChange={panels.close}
      title="Compare roles"
      description="What each gives, with what follows from it."
    >
      <div className="grid grid-cols-2 gap-3">
        <RoleChoice
          id="compare-left"
          label="One role"
          value={a}
          roles={scope.roles}
          onPick={(id) => pick(id, b?.id ?? "")}
        />
        <RoleChoice
          id="compare-right"
          label="Another role"
          value={b}
          roles={scope.roles}
          onPick={(id) => pick(a?.id ?? "", id)}
        />
      </div>
      {a && b ? (
        <>
          <div className="mt-4 flex flex-wrap items-center justify-between gap-2 text-[13px]">
            <p role="status" className="tabular-nums">
              {differing.length === 0
                ? "They give the same."
                : `${plural(differing.length, "difference")} among ${plural(lines.length, "permission")}.`}
            </p>
            <label htmlFor="compare-every" className="flex items-center gap-2">
              <Checkbox
                id="compare-every"
                label="Show what both give or both lack"
                checked={every}
                onChange={setEvery}
              />{" "}
              Show what is the same too
            </label>
          </div>
          <CompareTable a={a} b={b} lines={every ? lines : differing} />
        </>
      ) : (
        <Empty title="Choose two roles">Pick the second role to see how they differ.</Empty>
      )}
    </Dialog>
  );
}

interface RoleChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly value: RoleView | undefined;
  readonly roles: readonly RoleView[];
  readonly onPick: (id: string) => void;
}

function RoleChoice({ id, label, value, roles, onPick }: RoleChoiceProps) {
  return (
    <Field id={id} label={label}>
      <Select id={id} value={value?.id ?? ""} onChange={(event) => onPick(event.target.value)}>
        <option value="">Choose a role</option>
        {roles.map((role) => (
          <option key={role.id} value={role.id}>
            {role.name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function linesOf(
  a: RoleView | undefined,
  b: RoleView | undefined,
  permissions: readonly Permission[],
): Line[] {
  const heldBy = (role: RoleView | undefined) => {
    const follows = impliedBy(role?.permissionIds ?? [], permissions);
    return (id: string): Held =>
      role?.permissionIds.includes(id) ? "given" : follows.has(id) ? "follows" : "no";
  };
  const [left, right] = [heldBy(a), heldBy(b)];
  return permissions.map((permission) => ({
    permission,
    left: left(permission.id),
    right: right(permission.id),
  }));
}

function CompareTable({
  a,
  b,
  lines,
}: {
  readonly a: RoleView;
  readonly b: RoleView;
  readonly lines: readonly Line[];
}) {
  const groups = groupsOf(lines.map(({ permission }) => permission));
  const byId = new Map(lines.map((line) => [line.permission.id, line]));
  if (lines.length === 0) return null;
  return (
    <table className="mt-3 w-full text-[13px]">
      <thead className="text-left text-muted text-xs">
        <tr className="border-b">
          <th scope="col" className="py-1.5 font-medium">
            Permission
          </th>
          <th scope="col" className="w-24 py-1.5 font-medium sm:w-36">
            {a.name}
          </th>
          <th scope="col" className="w-24 py-1.5 font-medium sm:w-36">
            {b.name}
          </th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.name}>
          <tr>
            <th scope="colgroup" colSpan={3} className="pt-3 pb-1 text-left font-normal text-muted text-xs">
              {groupInWords(group.name)}
            </th>
          </tr>
          {group.permissions.map(({ id, displayName }) => (
            <tr key={id} className="border-b last:border-0">
              <th scope="row" className="py-1.5 text-left font-normal">
                {displayName}
              </th>
              <HeldCell held={byId.get(id)?.left ?? "no"} />
              <HeldCell held={byId.get(id)?.right ?? "no"} />
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

const WORDS: Readonly<Record<Held, string>> = { given: "Gives it", follows: "Follows", no: "No" };
const ICONS = { given: Check, follows: CornerDownRight, no: Minus } as const;

function HeldCell({ held }: { readonly held: Held }) {
  const Icon = ICONS[held];
  return (
    <td className={cn("py-1.5", held === "no" ? "text-muted" : "text-good")}>
      <span className="flex items-center gap-1.5">
        <Icon className="size-3.5" aria-hidden /> {WORDS[held]}
      </span>
    </td>
  );
}
