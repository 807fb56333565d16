"use client";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Select, Textarea } from "@/components/ui/input";
import type { DeskView } from "@/lib/core/view";
import { toggled } from "./group";
import { PermissionChecklist } from "./permission-checklist";
import { counted } from "./words";

export interface InviteForm {
  readonly text: string;
  readonly project: string;
  readonly roles: ReadonlySet<string>;
  readonly permissions: ReadonlySet<string>;
}

interface FieldsProps {
  readonly desk: DeskView;
  readonly form: InviteForm;
  readonly onChange: (form: InviteForm) => void;
  readonly error: string | undefined;
}

export function InviteFields({ desk, form, onChange, error }: FieldsProps) {
  const inProject = form.project !== "";
  // What was chosen for the organization means nothing in a project, and the other way round.
  const toPlace = (project: string) =>
    onChange({ ...form, project, roles: new Set(), permissions: new Set() });
  return (
    <>
      <Field id="invite-emails" label="E-mail addresses" hint="One per line, or with commas." error={error}>
        <Textarea
          id="invite-emails"
          value={form.text}
          onChange={(event) => onChange({ ...form, text: event.target.value })}
          aria-invalid={error !== undefined}
          aria-describedby="invite-emails-note"
          placeholder={"ada@example.com\ngrace@example.com"}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      {desk.projects.length > 0 ? (
        <Field id="invite-place" label="Into">
          <Select id="invite-place" value={form.project} onChange={(event) => toPlace(event.target.value)}>
            <option value="">{desk.organization.name} (the organization)</option>
            {desk.projects.map(({ id, name }) => (
              <option key={id} value={id}>
                {name} (project)
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      <RoleBoxes desk={desk} form={form} onChange={onChange} />
      <details className="rounded-md border px-3 py-2">
        <summary className="cursor-pointer font-medium text-[13px]">
          Permissions beside the role ({counted(form.permissions.size, "chosen", "chosen")})
        </summary>
        <div className="mt-3">
          <PermissionChecklist
            key={form.project}
            label="Direct permissions"
            permissions={inProject ? desk.projectPermissions : desk.permissions}
            chosen={form.permissions}
            onToggle={(ids, on) => onChange({ ...form, permissions: toggled(form.permissions, ids, on) })}
          />
        </div>
      </details>
    </>
  );
}

function RoleBoxes({ desk, form, onChange }: Omit<FieldsProps, "error">) {
  const id = useId();
  const roles = desk.roles.filter(({ level }) => (level === "PROJECT") === (form.project !== ""));
  if (roles.length === 0) return null;
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-[13px]">Roles</legend>
      <ul className="grid max-h-48 gap-x-4 gap-y-1 overflow-y-auto rounded-md border p-3 sm:grid-cols-2">
        {roles.map((role) => (
          <li key={role.id} className="flex items-start gap-2">
            <Checkbox
              id={`${id}-${role.id}`}
              className="mt-0.5"
              checked={form.roles.has(role.id)}
              onChange={(on) => onChange({ ...form, roles: toggled(form.roles, [role.id], on) })}
              label={role.name}
            />
            <label htmlFor={`${id}-${role.id}`} className="min-w-0 text-[13px]">
              {role.name}
              {role.description ? <span className="block text-muted text-xs">{role.description}</span> : null}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
