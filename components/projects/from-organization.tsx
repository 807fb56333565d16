"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Building2 } from "lucide-react";
import Link from "next/link";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { explainPeople, nameOf } from "@/components/data/explain";
import { peopleQuery } from "@/components/data/queries";
import { listed } from "@/components/people/words";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Failure, SkeletonRows } from "@/components/ui/states";
import type { Source } from "@/lib/core/access";
import { ADMINISTERS } from "@/lib/core/guards";
import type { DeskView } from "@/lib/core/view";
import { sourceInWords } from "./source-in-words";

const SHOWN = 200;

/** Who administers this project, like every other, through the organization. Nothing of it can be changed here. */
export function FromOrganization({ desk }: { readonly desk: DeskView }) {
  const [open, setOpen] = useQueryState(
    "panel",
    parseAsStringLiteral(["organization"]).withOptions({ history: "push" }),
  );
  const { people, total, error, retry } = useAdministrators(desk);
  const names = people.map(({ name }) => name);
  const rest = total - names.length;
  return (
    <section
      aria-label="From the organization"
      className="flex items-center gap-x-2 border-b bg-sunken px-4 py-1.5 text-[13px] max-sm:flex-wrap md:px-8"
    >
      <h2 className="flex shrink-0 items-center gap-1.5 font-medium">
        <Building2 className="size-3.5 text-muted" aria-hidden /> From the organization
      </h2>
      <p className={desk.may.readPeople ? "min-w-0 truncate text-muted max-sm:hidden" : "min-w-0 text-muted"}>
        {names.length > 0
          ? `${listed(names, rest > 0 ? 2 : 3)} administer${names.length === 1 ? "s" : ""} this project through ${desk.organization.name}.`
          : `Whoever may edit the users of ${desk.organization.name} administers this project too.`}
      </p>
      {desk.may.readPeople ? (
        <Button size="small" look="quiet" className="ml-auto" onClick={() => void setOpen("organization")}>
          Show who and why
        </Button>
      ) : null}
      <Dialog
        side
        open={open !== null && desk.may.readPeople}
        onOpenChange={(is) => void setOpen(is ? "organization" : null)}
        title="From the organization"
        description={`These people may edit the users of ${desk.organization.name}, so they administer each of its projects. It is changed there, not here.`}
      >
        {error ? <Failure message={error.message} onRetry={retry} /> : null}
        {people.length === 0 && !error ? <SkeletonRows rows={4} label="Loading people" /> : null}
        <ul className="divide-y rounded-md border">
          {people.map(({ id, name, email, status, sources }) => (
            <li key={id} className="flex items-start gap-2.5 px-3 py-2">
              <Avatar name={name} />
              <div className="min-w-0 flex-1 text-[13px]">
                <Link
                  href={`/o/${desk.organization.id}/people/${id}`}
                  className="block truncate font-medium hover:underline"
                >
                  {name}
                </Link>
                <span className="block truncate text-muted text-xs">{email}</span>
                <span className="block text-muted text-xs">
                  {status === "INVITED" ? "invited; " : ""}
                  {sources.map((source) => sourceInWords(source, desk)).join("; ")}
                </span>
              </div>
            </li>
          ))}
        </ul>
        {rest > 0 ? (
          <p className="pt-2 text-muted text-xs">
            The first {people.length} of {total}.
          </p>
        ) : null}
      </Dialog>
    </section>
  );
}

interface Administrator {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly status: string;
  readonly sources: readonly Source[];
}

function useAdministrators(desk: DeskView) {
  const permission = desk.permissions.find(({ name }) => name === ADMINISTERS.ORGANIZATION);
  const { data, error, refetch } = useInfiniteQuery({
    ...peopleQuery(desk.organization.id, { permission: permission?.id, limit: SHOWN }),
    enabled: desk.may.readPeople && permission !== undefined,
  });
  const [page] = data?.pages ?? [];
  const explained = page && permission ? explainPeople(page) : [];
  const people = explained.map(({ member, access }): Administrator => {
    const { person, status, id } = member;
    const sources = access.get(permission?.id ?? "") ?? [];
    return { id, name: nameOf(person), email: person.email, status, sources };
  });
  return { people, total: page?.total ?? 0, error, retry: () => void refetch() };
}
