"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Eye, LockOpen, LogOut } from "lucide-react";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { deskQuery } from "@/components/data/queries";
import { sayRefusal, useWrite } from "@/components/data/use-write";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { type Person, SYSTEM_ORGANIZATION } from "@/lib/core/state";
import type { SupportActions } from "./actions";
import { useUnlock } from "./locked-screen";
import { ViewDialog } from "./view-dialog";

interface ActsProps {
  readonly person: Person;
  readonly actions: SupportActions;
}

/** What support can do about one person; each is judged where it is done. */
export function PersonActs({ person, actions }: ActsProps) {
  const may = useQuery(deskQuery(SYSTEM_ORGANIZATION)).data?.may;
  const [open, setOpen] = useState<"view" | "sign-out" | null>(null);
  const unlock = useUnlock(actions);
  const signOut = useSignOut(person, actions);
  return (
    <>
      {person.locked ? (
        <Button onClick={() => void unlock(person.id, person.email)}>
          <LockOpen className="size-4" aria-hidden /> Unlock
        </Button>
      ) : null}
      {may?.forceLogoff ? (
        <Button onClick={() => setOpen("sign-out")}>
          <LogOut className="size-4" aria-hidden /> Sign out everywhere
        </Button>
      ) : null}
      <Button look="primary" onClick={() => setOpen("view")}>
        <Eye className="size-4" aria-hidden /> View as …
      </Button>
      <ViewDialog
        open={open === "view"}
        onOpenChange={(is) => setOpen(is ? "view" : null)}
        person={person}
        startView={actions.startView}
      />
      <Confirm
        open={open === "sign-out"}
        onOpenChange={(is) => setOpen(is ? "sign-out" : null)}
        title={`Sign ${nameOf(person)} out everywhere?`}
        description="Every session ends at once, in the console and in every API. API tokens go on. This cannot be undone."
        act="Sign out everywhere"
        typeName={person.email}
        onConfirm={signOut}
      />
    </>
  );
}

function useSignOut(person: Person, actions: SupportActions) {
  const client = useQueryClient();
  const write = useWrite(SYSTEM_ORGANIZATION, actions);
  return async () => {
    const change = { kind: "note", act: "sessions.revoked", person: person.id, project: null } as const;
    const outcome = await write([change], {
      done: `${nameOf(person)} is signed out everywhere.`,
      canUndo: false,
    });
    if (!outcome.ok) sayRefusal(outcome);
    await client.invalidateQueries({ queryKey: ["support"] });
  };
}
