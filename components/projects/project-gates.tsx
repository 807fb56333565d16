"use client";
import { useState } from "react";
import { Refused } from "@/components/data/refused";
import { useWrite } from "@/components/data/use-write";
import { usePeople } from "@/components/people/context";
import { Section } from "@/components/settings/section";
import { Badge } from "@/components/ui/badge";
import { Switch } from "@/components/ui/switch";
import type { Permission } from "@/lib/core/permission";
import type { ChangeView, Outcome, ProjectPlaceView } from "@/lib/core/view";

/** The permissions that an operator opens project by project: a switch for operators, its state for everyone else. */
export function ProjectGates({ place }: { readonly place: ProjectPlaceView }) {
  const { gated, may } = place;
  const [outcome, setOutcome] = useState<Outcome<ChangeView> | null>(null);
  if (gated.length === 0) return null;
  return (
    <Section
      title="Permissions that have to be switched on"
      description="They reach beyond the project, so an operator decides where they may be granted at all."
      lock={may.operate ? null : "Only an operator can switch these. Ask support for it."}
    >
      <ul className="flex flex-col gap-3">
        {gated.map((permission) => (
          <Gate key={permission.id} place={place} permission={permission} onOutcome={setOutcome} />
        ))}
      </ul>
      <Refused outcome={outcome} />
    </Section>
  );
}

interface GateProps {
  readonly place: ProjectPlaceView;
  readonly permission: Permission;
  readonly onOutcome: (outcome: Outcome<ChangeView>) => void;
}

function Gate({ place: { project, may }, permission, onOutcome }: GateProps) {
  const { organizationId, actions } = usePeople();
  const write = useWrite(organizationId, actions);
  const [busy, setBusy] = useState(false);
  const isOpen = project.openGates.includes(permission.id);
  const label = `gate-${permission.id}`;
  const change = async (open: boolean) => {
    setBusy(true);
    const kind = open ? "open-gate" : "close-gate";
    const gate = { kind, project: project.id, permission: permission.id } as const;
    const words = open ? "may be granted" : "can no longer be granted";
    onOutcome(await write([gate], { done: `${permission.displayName} ${words} in ${project.name}.` }));
    setBusy(false);
  };
  return (
    <li className="flex items-start justify-between gap-4 text-[13px]">
      <div className="min-w-0">
        <p id={label} className="font-medium">
          <span className="break-all">{permission.name}</span> may be granted here
        </p>
        {permission.description ? <p className="text-muted">{permission.description}</p> : null}
      </div>
      {may.operate ? (
        <Switch on={isOpen} disabled={busy} labelledBy={label} onChange={(on) => void change(on)} />
      ) : (
        <Badge tone={isOpen ? "good" : "neutral"}>{isOpen ? "Switched on" : "Switched off"}</Badge>
      )}
    </li>
  );
}
