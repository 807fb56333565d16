"use client";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import type { ReviewActions, Wanted } from "@/components/data/wanted";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import type { Member } from "@/lib/core/state";
import type { DeskView, RoleView } from "@/lib/core/view";
import { PeoplePicker } from "./people-picker";
import { Review } from "./review";
import { plural } from "./role-model";

interface AssignRoleProps {
  readonly role: RoleView;
  readonly desk: DeskView;
  readonly actions: ReviewActions;
  readonly onClose: () => void;
}

/** Gives one role to many people in one command: choose them, look at what it does, apply. */
export function AssignRole({ role, desk, actions, onClose }: AssignRoleProps) {
  const [choice, setChoice] = useState<Choice>({
    chosen: new Map(),
    until: "",
    project: role.level === "PROJECT" ? (desk.projects[0]?.id ?? "") : "",
  });
  const [reviewing, setReviewing] = useState(false);
  const people = plural(choice.chosen.size, "person", "people");
  const next = () => setReviewing(true);
  if (!reviewing)
    return (
      <Choosing
        role={role}
        desk={desk}
        choice={choice}
        onChange={setChoice}
        onNext={next}
        onClose={onClose}
      />
    );
  return (
    <Review
      organizationId={desk.organization.id}
      changes={changesFor(role, choice)}
      roles={[]}
      title={`Assign ${role.name} to ${people}`}
      act={`Assign to ${people}`}
      done={`${role.name} is assigned to ${people}.`}
      actions={actions}
      back="Back"
      onClose={() => setReviewing(false)}
      onApplied={onClose}
    >
      <p className="line-clamp-2 text-[13px] text-muted">
        {[...choice.chosen.values()].map(({ person }) => nameOf(person)).join(", ")}
      </p>
    </Review>
  );
}

interface Choice {
  readonly chosen: ReadonlyMap<string, Member>;
  /** A day, or empty: for good. */
  readonly until: string;
  readonly project: string;
}

interface ChoosingProps {
  readonly role: RoleView;
  readonly desk: DeskView;
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
  readonly onNext: () => void;
  readonly onClose: () => void;
}

function Choosing({ role, desk, choice, onChange, onNext, onClose }: ChoosingProps) {
  const { chosen, until, project } = choice;
  const moveTo = (id: string) => onChange({ ...choice, project: id, chosen: new Map() });
  const footer = (
    <>
      <p role="status" className="mr-auto self-center text-[13px] text-muted tabular-nums">
        {plural(chosen.size, "person", "people")} chosen
      </p>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" disabled={chosen.size === 0} onClick={onNext}>
        Review
      </Button>
    </>
  );
  return (
    <Dialog
      wide
      open
      onOpenChange={onClose}
      title={`Assign ${role.name}`}
      description="Choose everyone who should have it."
      footer={footer}
    >
      <div className="flex flex-col gap-3">
        <div className="grid gap-3 sm:grid-cols-2">
          {role.level === "PROJECT" ? <ProjectField desk={desk} value={project} onChange={moveTo} /> : null}
          <UntilField value={until} onChange={(day) => onChange({ ...choice, until: day })} />
        </div>
        <PeoplePicker
          key={project}
          organizationId={desk.organization.id}
          projectId={project || undefined}
          roleId={role.id}
          chosen={chosen}
          onChange={(people) => onChange({ ...choice, chosen: people })}
        />
      </div>
    </Dialog>
  );
}

function UntilField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (day: string) => void;
}) {
  return (
    <Field id="assign-until" label="Until (optional)" hint="The end of that day; empty: for good.">
      <Input
        id="assign-until"
        aria-describedby="assign-until-note"
        type="date"
        min={today()}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

function ProjectField({
  desk,
  value,
  onChange,
}: {
  readonly desk: DeskView;
  readonly value: string;
  readonly onChange: (id: string) => void;
}) {
  return (
    <Field id="assign-project" label="Project" hint="A project's role counts in that project alone.">
      <Select
        id="assign-project"
        aria-describedby="assign-project-note"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {desk.projects.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function changesFor(role: RoleView, { chosen, until }: Choice): Wanted[] {
  const expiresAt = until ? new Date(`${until}T23:59:59`).toISOString() : null;
  return [...chosen.keys()].map((member) => ({ kind: "assign-role", member, role: role.id, expiresAt }));
}

function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}
