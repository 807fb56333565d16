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

const OFFERED =
  "People with an address at these domains may join without an invitation when they sign in through the provider.";
const NOT_OFFERED = "This installation has no single sign-on yet: what is set here holds as soon as it has.";

const doneWith = (domains: readonly string[]) =>
  domains.length === 0 ? "People join by invitation alone." : `People at ${domains.join(", ")} may join now.`;

/** Who joins by himself when he comes by single sign-on, and as what. */
export function Joining({ desk, actions, isOffered }: JoiningProps) {
  const { id, joining } = desk.organization;
  const { editSettings: mayEdit } = desk.may;
  const roles = desk.roles.filter(({ level }) => level === "ORGANIZATION");
  // Typed or chosen and not saved yet.
  const [draft, setDraft] = useState<{ readonly typed?: string; readonly role?: string }>({});
  const inForce = joining?.domains.join(", ") ?? "";
  const typed = draft.typed ?? inForce;
  const role = draft.role ?? joining?.role ?? roles.find(({ name }) => name === "Viewer")?.id ?? "";
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<ChangeView> | null>(null);
  const write = useWrite(id, actions);
  const domains = typed.split(/[\s,;]+/).filter(Boolean);
  const isUnchanged = domains.join(", ") === inForce && (domains.length === 0 || role === joining?.role);
  const save = async () => {
    setBusy(true);
    const wanted = domains.length === 0 ? null : { domains, role };
    const saved = await write([{ kind: "set-joining", joining: wanted }], { done: doneWith(domains) });
    setOutcome(saved);
    if (saved.ok) setDraft({});
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
        description={isOffered ? OFFERED : NOT_OFFERED}
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
            onChange={(event) => setDraft({ ...draft, typed: event.target.value })}
          />
        </Field>
        <JoinAs
          roles={roles}
          value={role}
          disabled={!mayEdit}
          onChange={(chosen) => setDraft({ ...draft, role: chosen })}
        />
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
