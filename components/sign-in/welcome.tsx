"use client";
import { type FormEvent, useState } from "react";
import { Refused } from "@/components/data/refused";
import { settled } from "@/components/data/use-write";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { leave } from "@/components/ui/leave";
import { useLive } from "@/components/ui/use-live";
import type { Outcome } from "@/lib/core/view";
import { Card } from "./card";

interface Props {
  readonly email: string;
  readonly foundOrganization: (input: unknown) => Promise<Outcome<{ readonly id: string }>>;
}

/** For someone who belongs to no organization: found one, or wait to be invited. */
export function Welcome({ email, foundOrganization }: Props) {
  const live = useLive();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<{ readonly id: string }> | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get("name");
    setBusy(true);
    const result = await settled(foundOrganization({ name }));
    setOutcome(result);
    if (result.ok) window.location.assign(`/o/${result.value.id}`);
    else setBusy(false);
  };
  return (
    <Card title="Welcome to Grantdesk" lead="You belong to no organization yet.">
      <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        <Field
          id="name"
          label="Name of your organization"
          hint="You become its owner. It can be renamed later."
        >
          <Input
            id="name"
            name="name"
            required
            maxLength={200}
            disabled={!live}
            aria-describedby="name-note"
          />
        </Field>
        <Refused outcome={outcome} />
        <Button type="submit" look="primary" disabled={!live || busy}>
          {busy ? "Creating …" : "Create the organization"}
        </Button>
      </form>
      <div className="border-t pt-4">
        <h2 className="font-medium text-[13px]">Yours is here already?</h2>
        <p className="mt-1 text-[13px] text-muted">
          Ask someone who administers it to invite this address. The letter has a link that lets you in.
        </p>
        <p className="mt-2 flex items-center gap-1 text-[13px]">
          <span className="min-w-0 truncate">{email}</span>
          <CopyButton value={email} label="Copy the address" />
        </p>
      </div>
      <Button look="quiet" onClick={() => void leave()}>
        Sign out
      </Button>
    </Card>
  );
}
