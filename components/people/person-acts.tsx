"use client";
import { CirclePause, CirclePlay, Copy, MoreHorizontal, Plus, UserMinus } from "lucide-react";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { Member } from "@/lib/core/state";
import { AddPermissions } from "./add-permissions";
import type { ReviewRequest } from "./asked";
import { usePeople } from "./context";
import type { PersonAt } from "./person-model";

interface ActsProps {
  readonly at: PersonAt;
  readonly member: Member;
  readonly onCopyAccess: () => void;
}

export function PersonActs({ at, member, onCopyAccess }: ActsProps) {
  const [adding, setAdding] = useState(false);
  return (
    <div className="flex flex-wrap gap-2">
      <Button onClick={onCopyAccess}>
        <Copy className="size-3.5" aria-hidden /> Copy access …
      </Button>
      <Button look="primary" onClick={() => setAdding(true)}>
        <Plus className="size-3.5" aria-hidden /> Add permissions
      </Button>
      <MoreActs at={at} member={member} />
      {adding ? <AddPermissions at={at} member={member} onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

function MoreActs({ at, member }: Omit<ActsProps, "onCopyAccess">) {
  const { review } = usePeople();
  const name = nameOf(member.person);
  const where = at.project ? `${at.project.name}` : at.desk.organization.name;
  const ask = (
    kind: "suspend-member" | "restore-member" | "remove-member",
    rest: Omit<ReviewRequest, "changes" | "people">,
  ) => review({ ...rest, changes: [{ kind, member: member.id }], people: [member] });
  return (
    <Menu
      label="More acts"
      trigger={
        <Button size="icon" aria-label="More acts">
          <MoreHorizontal className="size-4" aria-hidden />
        </Button>
      }
    >
      {member.status === "SUSPENDED" ? (
        <MenuItem
          onSelect={() => ask("restore-member", { title: `Restore ${name}?`, done: `Restored ${name}.` })}
        >
          <CirclePlay className="size-4" aria-hidden /> Restore
        </MenuItem>
      ) : (
        <MenuItem
          disabled={member.status === "INVITED"}
          onSelect={() => ask("suspend-member", { title: `Suspend ${name}?`, done: `Suspended ${name}.` })}
        >
          <CirclePause className="size-4" aria-hidden /> Suspend
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem
        danger
        onSelect={() =>
          ask("remove-member", {
            title: `Remove ${name} from ${where}?`,
            done: `Removed ${name}.`,
            typeName: member.person.email,
          })
        }
      >
        <UserMinus className="size-4" aria-hidden /> Remove from {where}
      </MenuItem>
    </Menu>
  );
}
