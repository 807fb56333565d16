"use client";
import { useState } from "react";
import { Refused } from "@/components/data/refused";
import { useWrite } from "@/components/data/use-write";
import type { WriteActions } from "@/components/data/wanted";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { Granting as Rule } from "@/lib/core/state";
import type { ChangeView, DeskView, Outcome } from "@/lib/core/view";
import { NEEDS_SETTINGS, Section } from "./section";

const RULES = [
  {
    rule: "STRICT",
    name: "Strict",
    text: "People give only what they hold themselves, and change nobody who holds more than they do. Those with Grant Any Permission are free of this.",
  },
  {
    rule: "RELAXED",
    name: "Relaxed",
    text: "People with Edit Users also give ordinary permissions that they do not hold. Administrative permissions stay under the strict rule.",
  },
] as const satisfies readonly { rule: Rule; name: string; text: string }[];

interface GrantingProps {
  readonly desk: DeskView;
  readonly actions: WriteActions;
}

/** Strict or relaxed: who may hand out what. */
export function Granting({ desk, actions }: GrantingProps) {
  const { id, granting } = desk.organization;
  const mayEdit = desk.may.editSettings;
  // Chosen and not saved yet.
  const [chosen, setChosen] = useState<Rule>();
  const rule = chosen ?? granting;
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<ChangeView> | null>(null);
  const write = useWrite(id, actions);
  const save = async () => {
    setBusy(true);
    const name = rule === "STRICT" ? "strict" : "relaxed";
    const saved = await write([{ kind: "set-granting", granting: rule }], {
      done: `Granting is ${name} now.`,
    });
    setOutcome(saved);
    if (saved.ok) setChosen(undefined);
    setBusy(false);
  };
  return (
    <Section
      title="Who may grant what"
      description="Applies to every way of giving access: permissions, roles, invitations, tokens and the API."
      lock={mayEdit ? null : NEEDS_SETTINGS}
      footer={
        <Button look="primary" disabled={busy || rule === granting} onClick={() => void save()}>
          Save rule
        </Button>
      }
    >
      <fieldset className="flex flex-col gap-2" disabled={!mayEdit}>
        <legend className="sr-only">Who may grant what</legend>
        {RULES.map((each) => (
          <label
            key={each.rule}
            className="flex gap-3 rounded-md border px-3 py-2.5 has-[:checked]:border-accent has-[:checked]:bg-accent-soft/50"
          >
            <input
              type="radio"
              name="granting"
              className="mt-1 self-start accent-accent"
              checked={rule === each.rule}
              onChange={() => setChosen(each.rule)}
            />
            <span className="text-[13px]">
              <span className="font-medium">{each.name}</span>
              {each.rule === granting ? <Badge className="ml-2">In force</Badge> : null}
              <span className="mt-0.5 block text-muted">{each.text}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Administrative desk={desk} />
      <Refused outcome={outcome} />
    </Section>
  );
}

function Administrative({ desk }: { readonly desk: DeskView }) {
  const names = [...desk.permissions, ...desk.projectPermissions].filter(
    ({ administrative }) => administrative,
  );
  if (names.length === 0) return null;
  return (
    <details className="text-[13px] text-muted">
      <summary className="w-fit cursor-pointer">The {names.length} administrative permissions</summary>
      <p className="mt-1">{names.map(({ displayName }) => displayName).join(", ")}</p>
    </details>
  );
}
