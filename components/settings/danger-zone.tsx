"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { sayRefusal, useWrite } from "@/components/data/use-write";
import type { Wanted, WriteActions } from "@/components/data/wanted";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import type { DeskView } from "@/lib/core/view";
import { NEEDS_STATUS, Section } from "./section";

interface DangerZoneProps {
  readonly desk: DeskView;
  readonly actions: WriteActions;
}

/** Deactivating and deleting: each asks for the name. */
export function DangerZone({ desk, actions }: DangerZoneProps) {
  const { organization, may } = desk;
  const [asked, setAsked] = useState<"deactivate" | "delete" | null>(null);
  const run = useEnding(desk, actions);
  if (organization.kind === "SYSTEM") return null;
  const isActive = organization.status === "ACTIVE";
  const lock = may.setStatus ? null : NEEDS_STATUS;
  const close = () => setAsked(null);
  return (
    <Section title="Danger zone" description="What shuts people out." danger lock={lock}>
      <div className="flex flex-col divide-y">
        {isActive ? (
          <Act name="Deactivate" disabled={!may.setStatus} onAsk={() => setAsked("deactivate")}>
            Nobody gets in any more, no token works; nothing is lost. Only an operator can activate it again.
          </Act>
        ) : (
          <Act name="Activate" safe disabled={!may.setStatus} onAsk={() => void run.activate()}>
            Lets its people in again, each with what they had.
          </Act>
        )}
        <Act name="Delete" disabled={!may.setStatus} onAsk={() => setAsked("delete")}>
          Ends the organization for everyone, with its projects, roles and tokens. The audit log is kept. This
          cannot be undone.
        </Act>
      </div>
      <Confirm
        open={asked === "deactivate"}
        onOpenChange={close}
        title={`Deactivate ${organization.name}?`}
        description="Everyone is shut out from their next request on, you too. Only an operator can activate it again."
        act="Deactivate"
        typeName={organization.name}
        onConfirm={run.deactivate}
      />
      <Confirm
        open={asked === "delete"}
        onOpenChange={close}
        title={`Delete ${organization.name}?`}
        description="The organization, its projects, roles, invitations and tokens end. This cannot be undone."
        act="Delete for good"
        typeName={organization.name}
        onConfirm={run.remove}
      />
    </Section>
  );
}

function useEnding({ organization, may }: DeskView, actions: WriteActions) {
  const write = useWrite(organization.id, actions);
  const router = useRouter();
  const end = async (change: Wanted, done: string, canUndo: boolean, leave: boolean) => {
    const outcome = await write([change], { done, canUndo });
    if (!outcome.ok) sayRefusal(outcome);
    else if (leave) router.push("/");
  };
  const { name } = organization;
  return {
    activate: () => end({ kind: "set-status", status: "ACTIVE" }, `${name} is active.`, true, false),
    deactivate: () =>
      end(
        { kind: "set-status", status: "DEACTIVATED" },
        `${name} is deactivated.`,
        may.operate,
        !may.operate,
      ),
    remove: () => end({ kind: "delete-organization" }, `${name} is deleted.`, false, true),
  };
}

interface ActProps {
  readonly name: string;
  readonly safe?: boolean;
  readonly disabled: boolean;
  readonly onAsk: () => void;
  readonly children: string;
}

function Act({ name, safe, disabled, onAsk, children }: ActProps) {
  return (
    <div className="flex flex-col gap-x-6 gap-y-2 py-3 sm:flex-row sm:items-center first:pt-0 last:pb-0">
      <div className="flex-1 text-[13px]">
        <h3 className="font-medium">{name} this organization</h3>
        <p className="text-muted">{children}</p>
      </div>
      <Button look={safe ? "plain" : "danger"} disabled={disabled} onClick={onAsk}>
        {name}
      </Button>
    </div>
  );
}
