"use client";
import { FolderKanban } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { cn } from "@/components/ui/cn";
import { effectiveAccess } from "@/lib/core/access";
import { Card } from "./card";
import type { PersonAt } from "./person-model";
import { StatusBadge } from "./status-badge";
import { counted } from "./words";

/** The places of a person: choosing one shows his access there. */
export function ProjectsCard({ at }: { readonly at: PersonAt }) {
  const { desk, view, roles, catalogue } = at;
  const [, setPlace] = useQueryState("in", parseAsString);
  if (desk.projects.length === 0) return null;
  const above = view.memberships.filter(
    ({ projectId, status }) => projectId === null && status !== "SUSPENDED",
  );
  const everywhere = effectiveAccess(above, roles, catalogue, "PROJECT").size;
  const own = desk.projects.flatMap((project) => {
    const member = view.memberships.find(({ projectId }) => projectId === project.id);
    return member || everywhere > 0 ? [{ project, member }] : [];
  });
  const item = "flex w-full items-center gap-2 px-3 py-2 text-left text-[13px] hover:bg-sunken";
  return (
    <Card title="Access in">
      <ul className="divide-y">
        {desk.onlyProjects ? null : (
          <li>
            <button
              type="button"
              aria-pressed={at.project === null}
              onClick={() => void setPlace(view.member.projectId === null ? null : "")}
              className={cn(item, at.project === null && "bg-sunken font-medium")}
            >
              <span className="min-w-0 flex-1 truncate">{desk.organization.name}</span>
              <span className="text-muted text-xs">organization</span>
            </button>
          </li>
        )}
        {own.map(({ project, member }) => (
          <li key={project.id}>
            <button
              type="button"
              aria-pressed={at.project?.id === project.id}
              onClick={() => void setPlace(project.id)}
              className={cn(item, at.project?.id === project.id && "bg-sunken font-medium")}
            >
              <FolderKanban className="size-3.5 shrink-0 text-muted" aria-hidden />
              <span className="min-w-0 flex-1 truncate">{project.name}</span>
              {member ? (
                <StatusBadge status={member.status} />
              ) : (
                <span className="text-muted text-xs">through the organization</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {own.length === 0 ? (
        <p className="px-3 py-2 text-muted text-xs">In none of {counted(desk.projects.length, "project")}.</p>
      ) : null}
    </Card>
  );
}
