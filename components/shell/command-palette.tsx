"use client";
import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Boxes, FolderKanban, KeyRound, UserRound } from "lucide-react";
import { type ReactNode, useState } from "react";
import { nameOf } from "@/components/data/explain";
import { fetchJson } from "@/components/data/fetch-json";
import { deskQuery, pathOf } from "@/components/data/queries";
import type { DeskView, PeopleView } from "@/lib/core/view";
import { actsOf } from "./acts";
import { placesOf } from "./navigation";
import { useGo } from "./url-state";

interface PaletteProps {
  readonly organizationId: string | null;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

const ITEM =
  "flex h-9 cursor-default items-center gap-2 rounded-md px-2 text-[13px] data-[selected=true]:bg-sunken";

/** Ctrl K (or the Apple key): go to a place, a person, a role, a project, a permission; start an act. */
export function CommandPalette({ organizationId, open, onOpenChange }: PaletteProps) {
  const goTo = useGo();
  const [words, setWords] = useState("");
  const desk = useQuery({ ...deskQuery(organizationId ?? ""), enabled: organizationId !== null }).data;
  const people = usePeople(organizationId, words, open && desk?.may.readPeople === true);
  const go = (href: string) => {
    onOpenChange(false);
    setWords("");
    goTo(href);
  };
  const at = (path: string) => `/o/${organizationId}${path}`;
  return (
    <Command.Dialog
      open={open}
      onOpenChange={onOpenChange}
      label="Search and commands"
      overlayClassName="fixed inset-0 z-40 bg-black/40"
      contentClassName="fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border bg-raised shadow-pop"
    >
      <Command.Input
        value={words}
        onValueChange={setWords}
        placeholder="Go to a person, role, project, permission, or start something …"
        className="h-11 w-full border-b bg-transparent px-4 outline-none"
      />
      <Command.List className="max-h-[50dvh] overflow-y-auto p-2">
        <Command.Empty className="px-2 py-6 text-center text-[13px] text-muted">
          Nothing has that name.
        </Command.Empty>
        <Group heading="Places">
          {(desk ? placesOf(desk) : []).map(({ href, label, icon: Icon }) => (
            <Command.Item key={href} value={`place ${label}`} onSelect={() => go(href)} className={ITEM}>
              <Icon className="size-4 text-muted" aria-hidden /> {label}
            </Command.Item>
          ))}
        </Group>
        <Group heading="Start">
          {(desk ? actsOf(desk) : []).map(({ href, label, icon: Icon }) => (
            <Command.Item key={href} value={`start ${label}`} onSelect={() => go(href)} className={ITEM}>
              <Icon className="size-4 text-muted" aria-hidden /> {label} …
            </Command.Item>
          ))}
        </Group>
        <Group heading="People">
          {people.map(({ id, person }) => (
            <Command.Item
              key={id}
              value={`person ${nameOf(person)} ${person.email}`}
              onSelect={() => go(at(`/people/${id}`))}
              className={ITEM}
            >
              <UserRound className="size-4 text-muted" aria-hidden /> {nameOf(person)}{" "}
              <span className="ml-auto truncate text-muted text-xs">{person.email}</span>
            </Command.Item>
          ))}
        </Group>
        <Things desk={desk} searching={words.length >= 2} go={(path) => go(at(path))} />
      </Command.List>
    </Command.Dialog>
  );
}

interface ThingsProps {
  readonly desk: DeskView | undefined;
  readonly searching: boolean;
  readonly go: (path: string) => void;
}

function Things({ desk, searching, go }: ThingsProps) {
  return (
    <>
      <Group heading="Roles">
        {(desk?.roles ?? []).map((role) => (
          <Command.Item
            key={role.id}
            value={`role ${role.name} ${role.level}`}
            onSelect={() => go(`/roles?role=${role.id}`)}
            className={ITEM}
          >
            <Boxes className="size-4 text-muted" aria-hidden /> {role.name}
          </Command.Item>
        ))}
      </Group>
      <Group heading="Projects">
        {(desk?.projects ?? []).map((project) => (
          <Command.Item
            key={project.id}
            value={`project ${project.name}`}
            onSelect={() => go(`/projects/${project.id}`)}
            className={ITEM}
          >
            <FolderKanban className="size-4 text-muted" aria-hidden /> {project.name}
          </Command.Item>
        ))}
      </Group>
      {searching ? (
        <Group heading="Who holds it">
          {(desk?.permissions ?? []).map((permission) => (
            <Command.Item
              key={permission.id}
              value={`permission ${permission.displayName} ${permission.name}`}
              onSelect={() => go(`/members?permission=${permission.id}`)}
              className={ITEM}
            >
              <KeyRound className="size-4 text-muted" aria-hidden /> {permission.displayName}
            </Command.Item>
          ))}
        </Group>
      ) : null}
    </>
  );
}

function Group({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

function usePeople(organizationId: string | null, words: string, enabled: boolean): PeopleView["members"] {
  const { data } = useQuery({
    queryKey: ["organization", organizationId, "palette", words],
    queryFn: ({ signal }) =>
      fetchJson<PeopleView>(pathOf(organizationId ?? "", "people", { search: words, limit: 8 }), signal),
    enabled: enabled && words.length > 0,
    placeholderData: (previous) => previous,
  });
  return words.length > 0 ? (data?.members ?? []) : [];
}
