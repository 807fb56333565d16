import { Minus, Plus } from "lucide-react";
import { nameOf } from "@/components/data/explain";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import type { MetPermission } from "@/lib/core/permission";
import type { ConsequenceView, PreviewView } from "@/lib/core/view";
import { Day } from "./day";
import { counted } from "./words";

/** What people gain and lose in effect, whatever the rows are that change. */
export function ConsequenceList({ preview }: { readonly preview: PreviewView }) {
  const { consequences, effects } = preview;
  const changed = new Set(effects.flatMap(({ membershipId }) => membershipId ?? []));
  const same = [...changed].filter((id) => !consequences.some(({ member }) => member.id === id)).length;
  const sum = (key: "gained" | "lost") => consequences.reduce((all, each) => all + each[key].length, 0);
  if (effects.length === 0)
    return <p className="text-[13px] text-muted">Nothing to change: it is so already.</p>;
  return (
    <div className="flex flex-col gap-3">
      <p aria-live="polite" className="text-[13px]">
        {counted(effects.length, "change")} for {counted(changed.size, "person", "people")}. In effect:{" "}
        {counted(sum("gained"), "permission")} gained, {counted(sum("lost"), "permission")} lost.
        <Ends effects={effects} />
      </p>
      {same > 0 ? (
        <p className="text-[13px] text-muted">
          For {counted(same, "person", "people")} nothing changes in effect: it is held, or not held, in
          another way as well.
        </p>
      ) : null}
      {consequences.length > 0 ? (
        <ul className="divide-y rounded-md border">
          {consequences.map((each) => (
            <Consequence key={each.member.id} each={each} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** Until when the new things hold: what someone gets for a time must not look as if it were for good. */
function Ends({ effects }: Pick<PreviewView, "effects">) {
  const given = effects.flatMap(({ after }) => (after && "expiresAt" in after ? [after.expiresAt] : []));
  const ends = [...new Set(given)];
  const [only] = ends;
  if (ends.length > 1) return <> They end at different times.</>;
  if (!only) return null;
  return (
    <>
      {" "}
      Until <Day value={only} />.
    </>
  );
}

function Consequence({ each: { member, gained, lost } }: { readonly each: ConsequenceView }) {
  const name = nameOf(member.person);
  return (
    <li className="flex flex-col gap-1.5 px-3 py-2.5">
      <div className="flex items-center gap-2 text-[13px]">
        <Avatar name={name} size={22} />
        <span className="font-medium">{name}</span>
        <span className="truncate text-muted">{member.person.email}</span>
      </div>
      <PermissionChips verb="Gains" permissions={gained} />
      <PermissionChips verb="Loses" permissions={lost} />
    </li>
  );
}

const SHOWN = 8;

interface ChipsProps {
  readonly verb: "Gains" | "Loses";
  readonly permissions: readonly MetPermission[];
}

function PermissionChips({ verb, permissions }: ChipsProps) {
  if (permissions.length === 0) return null;
  const rest = permissions.slice(SHOWN);
  return (
    <div className="flex flex-wrap items-center gap-1 pl-7 text-xs">
      <span className="text-muted">{verb}</span>
      <Chips verb={verb} permissions={permissions.slice(0, SHOWN)} />
      {rest.length > 0 ? (
        <details className="contents [&[open]>summary]:hidden">
          <summary className="cursor-pointer rounded px-1 text-accent underline underline-offset-2">
            and {rest.length} more
          </summary>
          <span className="flex flex-wrap gap-1">
            <Chips verb={verb} permissions={rest} />
          </span>
        </details>
      ) : null}
    </div>
  );
}

function Chips({ verb, permissions }: ChipsProps) {
  const Sign = verb === "Gains" ? Plus : Minus;
  return permissions.map(({ id, displayName, name }) => (
    <span
      key={id}
      title={name}
      className={cn(
        "inline-flex items-center gap-1 rounded px-1.5 py-0.5",
        verb === "Gains" ? "bg-good-soft text-good" : "bg-bad-soft text-bad",
      )}
    >
      <Sign className="size-3" aria-hidden /> {displayName}
    </span>
  ));
}
