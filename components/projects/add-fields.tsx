"use client";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import type { DeskView, ProjectPlaceView } from "@/lib/core/view";
import { CheckList, type CheckRow } from "./check-list";
import { ColleagueList } from "./colleague-list";
import type { AddBy } from "./use-adding";

export interface AddForm {
  readonly text: string;
  /** Names by e-mail. */
  readonly colleagues: ReadonlyMap<string, string>;
  readonly roles: ReadonlySet<string>;
  readonly permissions: ReadonlySet<string>;
}

/** Whoever is let in with nothing would not notice that he is: to look is ticked at first. */
export function givenAtFirst({ projectPermissions }: DeskView): AddForm {
  const looks = projectPermissions.filter(({ name }) => name === "CAN_VIEW_DATA").map(({ id }) => id);
  return { text: "", colleagues: new Map(), roles: new Set(), permissions: new Set(looks) };
}

interface FieldsProps {
  readonly desk: DeskView;
  readonly place: ProjectPlaceView;
  readonly by: AddBy;
  readonly onBy: (by: AddBy) => void;
  readonly form: AddForm;
  readonly onChange: (form: AddForm) => void;
  readonly onToggle: (list: "roles" | "permissions", id: string, on: boolean) => void;
  readonly error: string | undefined;
}

export function AddFields({ desk, place, by, onBy, form, onChange, onToggle, error }: FieldsProps) {
  const roles = desk.roles.filter(({ level }) => level === "PROJECT");
  const permissions = desk.projectPermissions.map(
    ({ id, displayName, description, gated }): CheckRow => ({
      id,
      name: displayName,
      description,
      blocked:
        gated && !place.project.openGates.includes(id) ? "It is not switched on for this project" : undefined,
    }),
  );
  return (
    <>
      {desk.may.readPeople ? <ByWhat by={by} onBy={onBy} /> : null}
      {by === "colleagues" ? (
        <ColleagueList
          desk={desk}
          projectId={place.project.id}
          chosen={form.colleagues}
          onChange={(colleagues) => onChange({ ...form, colleagues })}
          error={error}
        />
      ) : (
        <Field id="add-emails" label="E-mail addresses" hint="One per line, or with commas." error={error}>
          <Textarea
            id="add-emails"
            value={form.text}
            onChange={(event) => onChange({ ...form, text: event.target.value })}
            aria-invalid={error !== undefined}
            aria-describedby="add-emails-note"
            placeholder={"ada@example.com\ngrace@example.com"}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      )}
      <CheckList
        legend="Permissions in this project"
        rows={permissions}
        chosen={form.permissions}
        onToggle={(id, on) => onToggle("permissions", id, on)}
      />
      <CheckList
        legend="Roles in this project"
        rows={roles}
        chosen={form.roles}
        onToggle={(id, on) => onToggle("roles", id, on)}
      />
    </>
  );
}

const WAYS = [
  { id: "colleagues", label: "Colleagues" },
  { id: "emails", label: "By e-mail" },
] as const;

function ByWhat({ by, onBy }: { readonly by: AddBy; readonly onBy: (by: AddBy) => void }) {
  return (
    <fieldset className="flex self-start rounded-md border bg-surface p-px">
      <legend className="sr-only">Whom to add</legend>
      {WAYS.map(({ id, label }) => (
        <Button
          key={id}
          look="quiet"
          size="small"
          aria-pressed={id === by}
          className={cn(id === by && "bg-accent-soft text-accent")}
          onClick={() => onBy(id)}
        >
          {label}
        </Button>
      ))}
    </fieldset>
  );
}
