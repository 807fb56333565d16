"use client";
import { useState } from "react";
import { useWrite } from "@/components/data/use-write";
import type { ReviewActions } from "@/components/data/wanted";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import type { ChangeView, DeskView, Outcome, RoleView } from "@/lib/core/view";
import { RoleFields } from "./role-fields";
import { isBuiltIn, plural, type RoleLevel, scopeOf } from "./role-model";
import type { Panels } from "./use-panels";

interface CreateRoleProps {
  /** Given: the new role starts with what this one gives. */
  readonly model: RoleView | undefined;
  readonly desk: DeskView;
  readonly panels: Panels;
  readonly actions: ReviewActions;
}

/** Makes a role, blank or after the model of another. */
export function CreateRole({ model, desk, panels, actions }: CreateRoleProps) {
  const [level, setLevel] = useState<RoleLevel>(model?.level ?? scopeOf(desk, panels.level).level);
  const [modelId, setModelId] = useState(model?.id ?? "");
  const [outcome, setOutcome] = useState<Outcome<ChangeView> | null>(null);
  const write = useWrite(desk.organization.id, actions);
  const models = desk.roles.filter((role) => role.level === level);
  const permissions = permissionsOf(
    desk,
    models.find(({ id }) => id === modelId),
  );
  const moveTo = (next: RoleLevel) => {
    setLevel(next);
    setModelId("");
  };
  const save = async (name: string, description: string | null) => {
    const result = await write([{ kind: "create-role", level, name, description, permissions }], {
      done: `${name} is created.`,
    });
    setOutcome(result);
    const made = result.ok
      ? result.value.roles.find((role) => role.level === level && role.name === name && !isBuiltIn(role))
      : undefined;
    if (result.ok)
      void panels.set({
        create: null,
        role: made?.id ?? null,
        level: level === "PROJECT" ? "project" : "organization",
      });
  };
  return (
    <RoleFields
      title={model ? `Duplicate ${model.name}` : "Create role"}
      act="Create role"
      name={model ? freeName(model.name, desk) : ""}
      description={model?.description ?? ""}
      outcome={outcome}
      onSave={save}
      onClose={panels.close}
    >
      {desk.organization.kind === "SYSTEM" || model ? null : <LevelField level={level} onChange={moveTo} />}
      <Field
        id="role-model"
        label="Start with what another role gives"
        hint={`${plural(permissions.length, "permission")}; you can change them in the matrix afterwards.`}
      >
        <Select
          id="role-model"
          aria-describedby="role-model-note"
          value={modelId}
          onChange={(event) => setModelId(event.target.value)}
        >
          <option value="">Nothing</option>
          {models.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </RoleFields>
  );
}

/** Gated permissions are opened project by project and never part of a role. */
function permissionsOf(desk: DeskView, model: RoleView | undefined): string[] {
  const known = [...desk.permissions, ...desk.projectPermissions].filter(({ gated }) => !gated);
  return known.filter(({ id }) => model?.permissionIds.includes(id)).map(({ id }) => id);
}

function freeName(name: string, { roles }: DeskView): string {
  const taken = new Set(roles.map((role) => role.name.toLowerCase()));
  const wanted = `${name} copy`;
  for (let number = 2; ; number++) {
    const candidate = number === 2 ? wanted : `${wanted} ${number - 1}`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}

function LevelField({
  level,
  onChange,
}: {
  readonly level: RoleLevel;
  readonly onChange: (level: RoleLevel) => void;
}) {
  return (
    <Field id="role-level" label="Where it is assigned" hint="This cannot be changed later.">
      <Select
        id="role-level"
        aria-describedby="role-level-note"
        value={level}
        onChange={(event) => onChange(event.target.value === "PROJECT" ? "PROJECT" : "ORGANIZATION")}
      >
        <option value="ORGANIZATION">In the organization</option>
        <option value="PROJECT">In single projects</option>
      </Select>
    </Field>
  );
}

interface RenameRoleProps {
  readonly role: RoleView;
  readonly desk: DeskView;
  readonly panels: Panels;
  readonly actions: ReviewActions;
}

export function RenameRole({ role, desk, panels, actions }: RenameRoleProps) {
  const [outcome, setOutcome] = useState<Outcome<ChangeView> | null>(null);
  const write = useWrite(desk.organization.id, actions);
  const save = async (name: string, description: string | null) => {
    const result = await write([{ kind: "rename-role", role: role.id, name, description }], {
      done: `${name} is saved.`,
    });
    setOutcome(result);
    if (result.ok) panels.close();
  };
  return (
    <RoleFields
      title={`Rename ${role.name}`}
      act="Save"
      name={role.name}
      description={role.description ?? ""}
      outcome={outcome}
      onSave={save}
      onClose={panels.close}
    />
  );
}
