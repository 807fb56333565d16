"use client";
import { Minus, Plus } from "lucide-react";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { MetPermission } from "@/lib/core/permission";
import type { Member } from "@/lib/core/state";
import { plural } from "./role-model";

export interface Group {
  readonly key: string;
  readonly members: readonly Member[];
  readonly gained: readonly MetPermission[];
  readonly lost: readonly MetPermission[];
}

const FEW = 3;
const SOME = 6;

/** People who gain and lose the same. */
export function ConsequenceGroup({ group }: { readonly group: Group }) {
  const [all, setAll] = useState(false);
  const { members } = group;
  const shown = all || members.length <= FEW + 1 ? members : members.slice(0, FEW);
  return (
    <div className="rounded-md border">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-sunken px-3 py-1.5 text-[13px]">
        <span className="font-medium tabular-nums">{plural(members.length, "person", "people")}</span>
        {shown.map(({ id, person }) => (
          <span key={id} className="flex items-center gap-1.5" title={person.email}>
            <Avatar name={nameOf(person)} size={18} /> {nameOf(person)}
          </span>
        ))}
        {shown.length < members.length ? (
          <Button size="small" look="quiet" className="h-5 px-1" onClick={() => setAll(true)}>
            and {members.length - shown.length} more
          </Button>
        ) : null}
      </div>
      <div className="flex flex-col gap-1.5 px-3 py-2">
        <Delta word="gain" permissions={group.gained} />
        <Delta word="lose" permissions={group.lost} />
      </div>
    </div>
  );
}

function Delta({
  word,
  permissions,
}: {
  readonly word: "gain" | "lose";
  readonly permissions: readonly MetPermission[];
}) {
  const [all, setAll] = useState(false);
  if (permissions.length === 0) return null;
  const shown = all || permissions.length <= SOME + 1 ? permissions : permissions.slice(0, SOME);
  const Icon = word === "gain" ? Plus : Minus;
  return (
    <div className="flex flex-wrap items-center gap-1.5 text-[13px]">
      <span className="w-9 text-muted">{word}</span>
      {shown.map(({ id, displayName }) => (
        <Badge key={id} tone={word === "gain" ? "good" : "bad"}>
          <Icon className="size-3" aria-hidden /> {displayName}
        </Badge>
      ))}
      {shown.length < permissions.length ? (
        <Button size="small" look="quiet" className="h-5 px-1" onClick={() => setAll(true)}>
          and {permissions.length - shown.length} more
        </Button>
      ) : null}
    </div>
  );
}
