"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import { fetchJson } from "@/components/data/fetch-json";
import { pathOf } from "@/components/data/queries";
import { Button } from "@/components/ui/button";
import { SelectionBar } from "@/components/ui/selection-bar";
import { toast } from "@/components/ui/toast";
import type { Member } from "@/lib/core/state";
import type { DeskView, MembersView } from "@/lib/core/view";
import type { AskedChange } from "./asked";
import type { BulkKind } from "./bulk-dialog";
import { usePeople } from "./context";
import type { MembersFilter } from "./person-queries";
import { counted } from "./words";

const BulkDialog = dynamic(() => import("./bulk-dialog").then((module) => module.BulkDialog));

interface BulkProps {
  readonly desk: DeskView;
  readonly filter: MembersFilter;
  readonly total: number;
  readonly selected: ReadonlyMap<string, Member>;
  readonly onSelect: (members: readonly Member[], on: boolean) => void;
  readonly onClear: () => void;
}

/** One command takes no more changes than this. */
const MOST = 1000;

export function BulkBar({ desk, filter, total, selected, onSelect, onClear }: BulkProps) {
  const { review } = usePeople();
  const [kind, setKind] = useState<BulkKind | null>(null);
  const members = [...selected.values()];
  const people = counted(members.length, "person", "people");
  const end = (act: Ending) =>
    review({
      title: `${ENDINGS[act].title} ${people}?`,
      changes: members.map(({ id }): AskedChange => ({ kind: act, member: id })),
      people: members,
      done: `${ENDINGS[act].done} ${people}.`,
      onApplied: onClear,
      ...(act === "remove-member" ? { typeName: `remove ${people}` } : {}),
    });
  const selectAll = async () => {
    const path = pathOf(desk.organization.id, "members", { ...filter, limit: MOST });
    const found = await fetchJson<MembersView>(path).catch((error: Error) => void toast.error(error.message));
    if (found) onSelect(found.members, true);
  };
  return (
    <SelectionBar label="Selected people" count={members.length} onClear={onClear}>
      {members.length < total && total <= MOST ? (
        <Button look="quiet" size="small" onClick={() => void selectAll()}>
          Select all {total}
        </Button>
      ) : null}
      <Button size="small" onClick={() => setKind("assign-role")}>
        Assign role
      </Button>
      <Button size="small" onClick={() => setKind("add-permission")}>
        Add permissions
      </Button>
      <Button size="small" onClick={() => setKind("remove-permission")}>
        Remove permissions
      </Button>
      <Button size="small" onClick={() => end("suspend-member")}>
        Suspend
      </Button>
      <Button size="small" onClick={() => end("restore-member")}>
        Restore
      </Button>
      <Button size="small" look="danger" onClick={() => end("remove-member")}>
        Remove
      </Button>
      {kind ? (
        <BulkDialog
          kind={kind}
          desk={desk}
          members={members}
          onClose={() => setKind(null)}
          onApplied={onClear}
        />
      ) : null}
    </SelectionBar>
  );
}

type Ending = "suspend-member" | "restore-member" | "remove-member";

const ENDINGS: Readonly<Record<Ending, { readonly title: string; readonly done: string }>> = {
  "suspend-member": { title: "Suspend", done: "Suspended" },
  "restore-member": { title: "Restore", done: "Restored" },
  "remove-member": { title: "Remove", done: "Removed" },
};
