"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { counted } from "@/components/people/words";
import type { Permission } from "@/lib/core/permission";
import type { PermissionUsesView } from "@/lib/core/support-view";
import { usesQuery } from "./queries";

/** In which organizations a permission is in use, each with the way there. */
export function PermissionUses({ permission }: { readonly permission: Permission }) {
  const { data, error } = useQuery(usesQuery(permission.id));
  return (
    <section aria-labelledby="permission-uses" className="text-[13px]">
      <h3 id="permission-uses" className="mb-1.5 font-medium">
        Who holds it
      </h3>
      {error ? <p className="text-bad">{error.message}</p> : null}
      {data || error ? null : <p className="text-muted">Looking …</p>}
      {data?.uses.length === 0 ? (
        <p className="text-muted">
          Nobody holds it directly, and no role or token names it: it can be deleted.
        </p>
      ) : null}
      {data && data.uses.length > 0 ? (
        <ul className="divide-y rounded-md border">
          {data.uses.map((use) => (
            <li key={use.organizationId ?? "none"} className="flex flex-wrap gap-x-3 px-3 py-1.5">
              <span className="min-w-0 flex-1 break-words">
                <Place use={use} permission={permission} />
              </span>
              <span className="text-muted tabular-nums">{inWords(use)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

type Use = PermissionUsesView["uses"][number];

function Place({ use, permission }: { readonly use: Use; readonly permission: Permission }) {
  if (use.organizationId === null) return "Bound to no organization";
  const label = use.organizationName ?? "An organization that is gone";
  if (use.members === 0) return label;
  return (
    <Link
      href={
        permission.level === "PROJECT"
          ? `/o/${use.organizationId}/projects`
          : `/o/${use.organizationId}/members?permission=${permission.id}`
      }
      className="underline decoration-line-strong underline-offset-2 hover:decoration-ink"
    >
      {label}
    </Link>
  );
}

function inWords({ members, roles, tokens }: Use): string {
  return [
    members > 0 ? counted(members, "person", "people") : "",
    roles > 0 ? counted(roles, "role") : "",
    tokens > 0 ? counted(tokens, "token") : "",
  ]
    .filter(Boolean)
    .join(", ");
}
