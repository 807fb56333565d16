import type { LucideIcon } from "lucide-react";
import {
  BookKey,
  Boxes,
  FolderKanban,
  Grid3x3,
  KeyRound,
  LayoutDashboard,
  Lock,
  Mail,
  ScrollText,
  Search,
  Settings,
  UserRound,
  Users,
  Webhook,
} from "lucide-react";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import type { DeskView } from "@/lib/core/view";

export interface Place {
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** The second key after g. */
  readonly key: string;
}

/** The places of an organization that make sense for who looks. Hiding is a courtesy: each place decides for itself. */
export function placesOf(desk: DeskView): Place[] {
  const { organization, may, selfId } = desk;
  const at = (path: string) => `/o/${organization.id}${path}`;
  if (desk.onlyProjects) return placesInProjects(desk);
  const all: (Place & { readonly shown: boolean })[] = [
    { href: at(""), label: "Overview", icon: LayoutDashboard, key: "o", shown: may.readPeople },
    { href: at(`/people/${selfId}`), label: "My access", icon: UserRound, key: "y", shown: selfId !== null },
    { href: at("/members"), label: "Members", icon: Users, key: "m", shown: may.readPeople },
    { href: at("/roles"), label: "Roles", icon: Boxes, key: "r", shown: true },
    {
      href: at("/projects"),
      label: "Projects",
      icon: FolderKanban,
      key: "p",
      shown: organization.kind !== "SYSTEM",
    },
    { href: at("/access"), label: "Access matrix", icon: Grid3x3, key: "x", shown: may.readPeople },
    { href: at("/invitations"), label: "Invitations", icon: Mail, key: "i", shown: may.readPeople },
    { href: at("/audit"), label: "Audit log", icon: ScrollText, key: "a", shown: may.readAudit },
    {
      href: at("/tokens"),
      label: "API tokens",
      icon: KeyRound,
      key: "t",
      shown: may.createTokens || may.readTokens,
    },
    { href: at("/webhooks"), label: "Webhooks", icon: Webhook, key: "w", shown: may.editSettings },
    {
      href: at("/settings"),
      label: "Settings",
      icon: Settings,
      key: "s",
      shown: may.editSettings || may.setStatus,
    },
  ];
  return all.filter(({ shown }) => shown);
}

/** Who is in projects alone finds those, and nothing of the organization. */
function placesInProjects({ organization, projects }: DeskView): Place[] {
  const href = `/o/${organization.id}/projects`;
  const own = projects.map(
    ({ id, name }, index): Place => ({
      href: `${href}/${id}`,
      label: name,
      icon: FolderKanban,
      key: String(index + 1),
    }),
  );
  return [{ href, label: "Your projects", icon: LayoutDashboard, key: "p" }, ...own];
}

/** The places of the support desk, which belongs to no organization. */
export const SUPPORT_PLACES: readonly Place[] = [
  { href: "/support", label: "Find a person", icon: Search, key: "f" },
  { href: "/support/catalogue", label: "Catalogue", icon: BookKey, key: "c" },
  { href: "/support/locked", label: "Locked out", icon: Lock, key: "l" },
  { href: `/o/${SYSTEM_ORGANIZATION}`, label: "System organization", icon: Boxes, key: "s" },
];
