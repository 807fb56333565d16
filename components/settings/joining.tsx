"use client";
import { useState } from "react";
import { Refused } from "@/components/data/refused";
import { useWrite } from "@/components/data/use-write";
import type { WriteActions } from "@/components/data/wanted";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import type { ChangeView, DeskView, Outcome } from "@/lib/core/view";
import { NEEDS_SETTINGS, Section } from "./section";

interface JoiningProps {
  readonly desk: DeskView;
  readonly actions: WriteActions;
  readonly isOffered: boolean;
}

const NOTE =
  "What stands behind the @, such as example.com; several with commas. You need an address there yourself. Whoever was removed joins again: suspend him to keep him out.";

/** Who joins by himself when he comes by single sign-on, and as what. */
export function Joining({ desk, actions, isOffered }: JoiningProps) {
  const { id, joining } = desk.organization;
  const mayEdit = desk.may.editSettings;
  const roles = desk.roles.filter(({ level }) => level === "ORGANIZATION");
  const [typed, setTyped] = useState(joining?.domains.join(", ") ?? "");
  const [role, setRole] = useState(joining?.role ?? roles.find(({ name }) => name === "Viewer")?.id ?? "");
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<ChangeView> | null>(null);
  const write = useWrite(id, actions);
  const domains = typed.split(/[\s,;]+/).filter(Boolean);
  const isSame = domains.join(", ") === (joining?.domains.join(", ") ?? "");
  const isUnchanged = isSame && (domains.length === 0 || role === joining?.role);
  const save = async () => {
    setBusy(true);
    const wanted = domains.length === 0 ? null : { domains, role };
    const done = wanted
      ? `People at ${domains.join(", ")} may join now.`
      : "People join by invitation alone.";
    setOutcome(await write([{ kind: "set-joining", joining: wanted }], { done }));
    setBusy(false);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Section
        title="Single sign-on"
        description={
          isOffered
            ? "People with an address at these domains may join without an invitation when they sign in through the provider."
            : "This installation has no single sign-on yet: what is set here holds as soon as it has."
        }
        lock={mayEdit ? null : NEEDS_SETTINGS}
        footer={
          <Button
            look="primary"
            type="submit"
            disabled={busy || isUnchanged || (domains.length > 0 && role === "")}
          >
            Save joining
          </Button>
        }
      >
        <Field id="joining-domains" label="Domains" hint={NOTE}>
          <Input
            id="joining-domains"
            aria-describedby="joining-domains-note"
            className="max-w-md"
            value={typed}
            disabled={!mayEdit}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        <JoinAs roles={roles} value={role} disabled={!mayEdit} onChange={setRole} />
        <Refused outcome={outcome} />
      </Section>
    </form>
  );
}

interface JoinAsProps {
  readonly roles: DeskView["roles"];
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (role: string) => void;
}

function JoinAs({ roles, value, disabled, onChange }: JoinAsProps) {
  return (
    <Field id="joining-role" label="They join as">
      <Select
        id="joining-role"
        className="max-w-md"
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      >
        {roles.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
