"use client";
import { useState } from "react";
import { Refused } from "@/components/data/refused";
import { useWrite } from "@/components/data/use-write";
import { usePeople } from "@/components/people/context";
import { Section } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ChangeView, Outcome, ProjectPlaceView } from "@/lib/core/view";
import { NEEDS_PROJECTS } from "./needs";

export function ProjectName({ place: { project, may } }: { readonly place: ProjectPlaceView }) {
  const { organizationId, actions } = usePeople();
  // Typed and not saved yet.
  const [draft, setDraft] = useState<string>();
  const typed = draft ?? project.name;
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<ChangeView> | null>(null);
  const write = useWrite(organizationId, actions);
  const name = typed.trim();
  const save = async () => {
    setBusy(true);
    const change = { kind: "rename-project", project: project.id, name } as const;
    const saved = await write([change], { done: `Renamed ${project.name} to ${name}.` });
    setOutcome(saved);
    if (saved.ok) setDraft(undefined);
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
        title="Name"
        description="How the project is called everywhere, in invitations too."
        lock={may.editProjects ? null : NEEDS_PROJECTS}
        footer={
          <Button look="primary" type="submit" disabled={busy || name === "" || name === project.name}>
            Save name
          </Button>
        }
      >
        <Field id="project-name" label="Name of the project">
          <Input
            id="project-name"
            className="max-w-md"
            value={typed}
            disabled={!may.editProjects}
            maxLength={3000}
            autoComplete="off"
            onChange={(event) => setDraft(event.target.value)}
          />
        </Field>
        <Refused outcome={outcome} />
      </Section>
    </form>
  );
}
