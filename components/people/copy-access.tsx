"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Empty, Failure, SkeletonRows } from "@/components/ui/states";
import type { Member } from "@/lib/core/state";
import type { PersonView } from "@/lib/core/view";
import { ColleaguePicker } from "./colleague-picker";
import { type CopyPlan, choose, differenceOf, planCopy } from "./copy-plan";
import { CopySummary } from "./copy-summary";
import { ExpiryField } from "./expiry-field";
import { PermissionChecklist } from "./permission-checklist";
import { type PersonAt, personAt } from "./person-model";
import { personQuery } from "./person-queries";

interface CopyProps {
  readonly at: PersonAt;
  readonly member: Member;
  /** The colleague's membership; empty: not chosen yet. */
  readonly from: string;
  /** Null: done here. */
  readonly onFrom: (membershipId: string | null) => void;
  /** False: what it led to is open instead; it comes back as it was. */
  readonly open: boolean;
  /** What the button says that goes on with the plan. */
  readonly act: string;
  readonly onPlan: (plan: NamedPlan) => void;
}

export interface NamedPlan {
  readonly changes: CopyPlan["changes"];
  readonly title: string;
  /** Said when it is done. */
  readonly done: string;
}

/** Gives one person what another has, except …, until … */
export function CopyAccess({ at, member, from, onFrom, open, act, onPlan }: CopyProps) {
  const colleague = useQuery({ ...personQuery(at.desk.organization.id, from), enabled: from !== "" });
  const close = () => onFrom(null);
  const title = `Give ${nameOf(member.person)} what a colleague has`;
  const dialog = {
    side: true,
    wide: true,
    open,
    onOpenChange: (is: boolean) => is || close(),
    title,
  };
  if (from === "")
    return (
      <Dialog {...dialog} description="Choose the colleague. Nothing changes before you have reviewed it.">
        <ColleaguePicker at={at} onPick={onFrom} />
      </Dialog>
    );
  if (colleague.data) {
    const other = personAt(at.desk, unsuspended(colleague.data), at.project?.id ?? null);
    return (
      <Differences
        key={from}
        at={at}
        member={member}
        other={other}
        dialog={dialog}
        onBack={() => onFrom("")}
        act={act}
        onPlan={onPlan}
      />
    );
  }
  return (
    <Dialog {...dialog}>
      {colleague.isError ? (
        <Failure message={colleague.error.message} onRetry={() => void colleague.refetch()} />
      ) : (
        <SkeletonRows rows={5} label="Loading the colleague's access" />
      )}
    </Dialog>
  );
}

/** What someone who left had is what his successor is to get. */
function unsuspended(view: PersonView): PersonView {
  return { ...view, memberships: view.memberships.map((each) => ({ ...each, status: "ACTIVE" as const })) };
}

interface DifferencesProps {
  readonly at: PersonAt;
  readonly member: Member;
  readonly other: PersonAt;
  readonly dialog: Omit<Parameters<typeof Dialog>[0], "children" | "footer">;
  readonly onBack: () => void;
  readonly act: string;
  readonly onPlan: (plan: NamedPlan) => void;
}

function Differences({ at, member, other, dialog, onBack, act, onPlan }: DifferencesProps) {
  const offered = differenceOf(other, at);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const chosen = new Set(offered.filter((id) => !left.has(id)));
  const plan = planCopy({ from: other, to: at, member, chosen, expiresAt });
  const [theirs, mine] = [nameOf(other.view.member.person), nameOf(member.person)];
  const toggle = (ids: readonly string[], on: boolean) => {
    const next = choose(chosen, ids, on, { offered, catalogue: at.catalogue });
    setLeft(new Set(offered.filter((id) => !next.has(id))));
  };
  const go = () =>
    onPlan({
      title: `Give ${mine} what ${theirs} has`,
      changes: plan.changes,
      done: `${mine} now has what you chose of ${theirs}'s access.`,
    });
  const footer = (
    <>
      <Button onClick={onBack}>Another colleague</Button>
      <Button look="primary" disabled={plan.changes.length === 0} onClick={go}>
        {act}
      </Button>
    </>
  );
  const how = (id: string) =>
    other.access.get(id)?.some(({ kind }) => kind === "direct") ? "direct" : rolesGiving(other, id);
  return (
    <Dialog
      {...dialog}
      title={`Give ${mine} what ${theirs} has`}
      description="Untick what is to be left out."
      footer={footer}
    >
      {offered.length === 0 ? (
        <Empty title={`${mine} has all that ${theirs} has`}>There is nothing to copy here.</Empty>
      ) : (
        <div className="flex flex-col gap-4">
          <PermissionChecklist
            label={`What ${theirs} holds and ${mine} does not`}
            permissions={at.permissions.filter(({ id }) => offered.includes(id))}
            chosen={chosen}
            onToggle={toggle}
            remark={({ id }) => `${theirs}: ${how(id)}`}
          />
          <ExpiryField id="copy-until" value={expiresAt} onChange={setExpiresAt} />
          <CopySummary plan={plan} />
        </div>
      )}
    </Dialog>
  );
}

function rolesGiving({ access }: PersonAt, id: string): string {
  const roles = (access.get(id) ?? []).flatMap((source) => (source.kind === "role" ? [source.roleName] : []));
  return roles.length > 0 ? `role ${[...new Set(roles)].join(", ")}` : "implied by another";
}
