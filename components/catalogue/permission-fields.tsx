"use client";
import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input, Select, Textarea } from "@/components/ui/input";
import type { PermissionWords } from "@/lib/core/catalogue";
import type { Permission } from "@/lib/core/permission";
import { LEVEL_WORDS, LEVELS } from "./catalogue-tools";

const VISIBLE = [
  ["INTERNAL", "Every organization, but not the Crux family"],
  ["BOTH", "Retailers and suppliers"],
  ["RETAILER", "Retailers"],
  ["SUPPLIER", "Suppliers"],
] as const;

interface FieldsProps {
  readonly words: PermissionWords;
  readonly isNew: boolean;
  readonly all: readonly Permission[];
  readonly onSet: (more: Partial<PermissionWords>) => void;
}

/** What is said of a permission in words and marks. */
export function PermissionFields({ words, isNew, all, onSet }: FieldsProps) {
  const groups = [
    ...new Set(all.filter(({ level }) => level === words.level).map(({ grouping }) => grouping)),
  ];
  return (
    <>
      {isNew ? <Identity words={words} onSet={onSet} /> : null}
      <Field id="permission-display" label="Display name">
        <Input
          id="permission-display"
          maxLength={200}
          placeholder={words.name}
          value={words.displayName}
          onChange={(event) => onSet({ displayName: event.target.value })}
        />
      </Field>
      <Field id="permission-description" label="Description">
        <Textarea
          id="permission-description"
          maxLength={3000}
          value={words.description ?? ""}
          onChange={(event) => onSet({ description: event.target.value || null })}
        />
      </Field>
      <Field id="permission-group" label="Group" hint="One that is there, or a new one.">
        <Input
          id="permission-group"
          aria-describedby="permission-group-note"
          list="permission-groups"
          maxLength={100}
          value={words.grouping}
          onChange={(event) => onSet({ grouping: event.target.value })}
        />
        <datalist id="permission-groups">
          {groups.map((group) => (
            <option key={group} value={group} />
          ))}
        </datalist>
      </Field>
      {words.level === "ORGANIZATION" ? (
        <Field id="permission-visible" label="Who sees it">
          <Select
            id="permission-visible"
            value={words.visibility}
            onChange={({ target }) =>
              onSet({
                visibility: VISIBLE.find(([value]) => value === target.value)?.[0] ?? words.visibility,
              })
            }
          >
            {VISIBLE.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      <Marks words={words} onSet={onSet} />
    </>
  );
}

type PartProps = Pick<FieldsProps, "words" | "onSet">;

function Identity({ words, onSet }: PartProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-[1fr_auto]">
      <Field id="permission-name" label="Name" hint="Letters, digits and _ . : / -">
        <Input
          id="permission-name"
          aria-describedby="permission-name-note"
          className="font-mono"
          autoComplete="off"
          maxLength={200}
          value={words.name}
          onChange={(event) => onSet({ name: event.target.value })}
        />
      </Field>
      <Field id="permission-level" label="Level">
        <Select
          id="permission-level"
          value={words.level}
          onChange={({ target }) => {
            const level = LEVELS.find((each) => each === target.value) ?? words.level;
            onSet({
              level,
              implies: [],
              gated: false,
              visibility: level === "ORGANIZATION" ? "INTERNAL" : "BOTH",
            });
          }}
        >
          {LEVELS.map((level) => (
            <option key={level} value={level}>
              {LEVEL_WORDS[level]}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

function Marks({ words, onSet }: PartProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-[13px]">Marks</legend>
      {words.level === "PROJECT" ? (
        <Mark id="permission-gated" label="Gated" on={words.gated} onChange={(gated) => onSet({ gated })}>
          Given only in projects for which an operator has opened it.
        </Mark>
      ) : null}
      <Mark
        id="permission-administrative"
        label="Administrative"
        on={words.administrative}
        onChange={(administrative) => onSet({ administrative })}
      >
        Nobody hands it out who does not hold it, however an organization is set.
      </Mark>
      <Mark
        id="permission-default"
        label="Default"
        on={words.isDefault}
        onChange={(isDefault) => onSet({ isDefault })}
      >
        Whoever joins gets it.
      </Mark>
    </fieldset>
  );
}

interface MarkProps {
  readonly id: string;
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly children: ReactNode;
}

function Mark({ id, label, on, onChange, children }: MarkProps) {
  return (
    <label htmlFor={id} className="flex items-start gap-2.5 text-[13px]">
      <Checkbox id={id} label={label} checked={on} onChange={onChange} className="mt-0.5" />
      <span>
        {label}
        <span className="block text-muted text-xs">{children}</span>
      </span>
    </label>
  );
}
