"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Refused } from "@/components/data/refused";
import { settled } from "@/components/data/use-write";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import type { DeskView, Outcome } from "@/lib/core/view";
import { NewSecret } from "./new-secret";
import { ScopeChecklist } from "./scope-checklist";
import type { TokenActions } from "./tokens-screen";

const LIVES = [
  { days: 30, label: "30 days" },
  { days: 90, label: "90 days" },
  { days: 365, label: "One year" },
  { days: 0, label: "Never" },
] as const;

interface Wish {
  readonly name: string;
  /** 0: it does not expire. */
  readonly days: number;
  readonly narrow: boolean;
  readonly scopes: ReadonlySet<string>;
}

interface CreateTokenProps {
  readonly desk: DeskView;
  readonly actions: TokenActions;
  readonly onClose: () => void;
}

/** Asks for name, life and scopes; then shows the secret, once. */
export function CreateToken({ desk, actions, onClose }: CreateTokenProps) {
  const client = useQueryClient();
  const [wish, setWish] = useState<Wish>({ name: "", days: 90, narrow: true, scopes: new Set() });
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<{ readonly secret: string }> | null>(null);
  const organizationId = desk.organization.id;
  const save = async () => {
    setBusy(true);
    setOutcome(await settled(actions.makeToken({ organizationId, ...wanted(wish) })));
    setBusy(false);
    await client.invalidateQueries({ queryKey: ["organization", organizationId] });
  };
  if (outcome?.ok)
    return (
      <NewSecret
        name={wish.name}
        secret={outcome.value.secret}
        organizationId={organizationId}
        onClose={onClose}
      />
    );
  const ready = wish.name.trim() !== "" && (!wish.narrow || wish.scopes.size > 0);
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" type="submit" form="token-fields" disabled={busy || !ready}>
        Create token
      </Button>
    </>
  );
  return (
    <Dialog
      wide
      open
      onOpenChange={onClose}
      title="Create token"
      description={`It works in ${desk.organization.name} alone.`}
      footer={footer}
    >
      <form
        id="token-fields"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Refused outcome={outcome} />
        <TokenFields desk={desk} wish={wish} onChange={setWish} />
      </form>
    </Dialog>
  );
}

function wanted({ name, days, narrow, scopes }: Wish) {
  return {
    name: name.trim(),
    permissions: narrow ? [...scopes] : null,
    expiresAt: days === 0 ? null : new Date(Date.now() + days * 86_400_000).toISOString(),
  };
}

interface TokenFieldsProps {
  readonly desk: DeskView;
  readonly wish: Wish;
  readonly onChange: (wish: Wish) => void;
}

function TokenFields({ desk, wish, onChange }: TokenFieldsProps) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="token-name" label="Name" hint="What will use it, so that you know it again.">
          <Input
            id="token-name"
            aria-describedby="token-name-note"
            value={wish.name}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => onChange({ ...wish, name: event.target.value })}
          />
        </Field>
        <Field
          id="token-life"
          label="Expires"
          hint={wish.days === 0 ? "It works until someone revokes it." : lastDay(wish.days)}
        >
          <Select
            id="token-life"
            aria-describedby="token-life-note"
            value={wish.days}
            onChange={(event) => onChange({ ...wish, days: Number(event.target.value) })}
          >
            {LIVES.map(({ days, label }) => (
              <option key={days} value={days}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <Reach wish={wish} onChange={onChange} />
      {wish.narrow ? (
        <ScopeChecklist
          desk={desk}
          chosen={wish.scopes}
          onChange={(scopes) => onChange({ ...wish, scopes })}
        />
      ) : null}
    </>
  );
}

function Reach({ wish, onChange }: Omit<TokenFieldsProps, "desk">) {
  const choices = [
    { narrow: true, name: "Only what is ticked", text: "The safer choice: it can do this and nothing else." },
    {
      narrow: false,
      name: "Everything you may",
      text: "It follows you: what you gain or lose, it gains or loses.",
    },
  ];
  return (
    <fieldset className="grid gap-2 sm:grid-cols-2">
      <legend className="mb-1.5 font-medium text-[13px]">What it may do</legend>
      {choices.map(({ narrow, name, text }) => (
        <label
          key={name}
          className="flex gap-3 rounded-md border px-3 py-2 text-[13px] has-[:checked]:border-accent has-[:checked]:bg-accent-soft/50"
        >
          <input
            type="radio"
            name="reach"
            className="mt-1 self-start accent-accent"
            checked={wish.narrow === narrow}
            onChange={() => onChange({ ...wish, narrow })}
          />
          <span>
            <span className="block font-medium">{name}</span>
            <span className="block text-muted">{text}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function lastDay(days: number): string {
  return `Until ${new Intl.DateTimeFormat("en", { dateStyle: "long" }).format(Date.now() + days * 86_400_000)}.`;
}
