import type { LucideIcon } from "lucide-react";
import { Boxes, FolderPlus, KeyRound, UserPlus } from "lucide-react";
import type { DeskView } from "@/lib/core/view";

interface Act {
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
}

/** What can be begun from anywhere: each leads to its page with the panel open. Hiding is a courtesy. */
export function actsOf({ organization, may, onlyProjects }: DeskView): Act[] {
  if (onlyProjects) return [];
  const at = (path: string) => `/o/${organization.id}${path}`;
  const all: (Act & { readonly shown: boolean })[] = [
    { href: at("/members?invite=true"), label: "Invite people", icon: UserPlus, shown: may.changePeople },
    { href: at("/roles?create=blank"), label: "Create role", icon: Boxes, shown: may.editRoles },
    {
      href: at("/projects?create=true"),
      label: "Create project",
      icon: FolderPlus,
      shown: may.editProjects && organization.kind !== "SYSTEM",
    },
    { href: at("/tokens?create=yes"), label: "Create token", icon: KeyRound, shown: may.createTokens },
  ];
  return all.filter(({ shown }) => shown);
}
