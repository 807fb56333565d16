"use client";
import { nameOf } from "@/components/data/explain";
import { Dialog } from "@/components/ui/dialog";
import type { Permission } from "@/lib/core/permission";
import type { ReviewRequest } from "./asked";
import { PeopleContext, usePeople } from "./context";
import { DirectGrant } from "./direct-grant";
import type { PersonAt } from "./person-model";
import { SourceLine } from "./source-line";
import { WaysIn } from "./ways-in";
import { WaysOut } from "./ways-out";

interface WhyProps {
  readonly at: PersonAt;
  readonly permission: Permission;
  readonly onClose: () => void;
}

/** Why someone holds a permission, or why not, and what would change that. */
export function WhyPanel({ at, permission, onClose }: WhyProps) {
  const people = usePeople();
  // Once it is done the panel would explain what is no longer so.
  const inside = {
    ...people,
    review: (request: ReviewRequest) => people.review({ ...request, onApplied: onClose }),
  };
  const sources = at.access.get(permission.id) ?? [];
  const who = nameOf(at.view.member.person);
  const held = sources.length > 0;
  return (
    <Dialog
      side
      open={!people.reviewing}
      onOpenChange={(open) => open || onClose()}
      title={permission.displayName}
      description={permission.description ?? permission.name}
    >
      <div className="flex flex-col gap-5">
        <section>
          <h3 className="font-semibold text-[13px]">
            {held ? `${who} holds it` : `${who} does not hold it`}
          </h3>
          <ul className="mt-1 flex flex-col gap-1">
            {sources.map((source) => (
              <li key={JSON.stringify(source)}>
                <SourceLine source={source} at={at} />
              </li>
            ))}
          </ul>
          {held ? null : (
            <p className="mt-1 text-[13px] text-muted">
              Nothing gives it here: no direct permission, no role, nothing that implies it.
            </p>
          )}
        </section>
        <PeopleContext value={inside}>
          {held ? <WaysOut at={at} permission={permission} /> : <WaysIn at={at} permission={permission} />}
          {held && at.mayChange && at.member ? (
            <DirectGrant member={at.member} permission={permission} />
          ) : null}
        </PeopleContext>
        <p className="font-mono text-muted text-xs">{permission.name}</p>
      </div>
    </Dialog>
  );
}
