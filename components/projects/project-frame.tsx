"use client";
import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { isReadFailure } from "@/components/data/fetch-json";
import { deskQuery } from "@/components/data/queries";
import type { PeopleActions } from "@/components/people/asked";
import { PeopleProvider } from "@/components/people/provider";
import { cn } from "@/components/ui/cn";
import { Failure, SkeletonRows } from "@/components/ui/states";
import { AddPeople } from "./add-people";
import { ProjectBar } from "./project-bar";
import { projectQuery } from "./queries";
import { useAdding } from "./use-adding";

interface FrameProps {
  readonly organizationId: string;
  readonly projectId: string;
  readonly actions: PeopleActions;
  readonly children: ReactNode;
}

/** What stands around every page of a project: its name, what can be done, where one can go. */
export function ProjectFrame({ organizationId, projectId, actions, children }: FrameProps) {
  const desk = useQuery(deskQuery(organizationId)).data;
  const { data: place, error, refetch } = useQuery(projectQuery(organizationId, projectId));
  const [adding, setAdding] = useAdding();
  const home = `/o/${organizationId}/projects/${projectId}`;
  // The matrix scrolls inside itself: beside it the page must not.
  const fills = usePathname() === home;
  if (error && !place)
    return (
      <Failure
        message={error.message}
        requestId={isReadFailure(error) ? error.requestId : undefined}
        onRetry={() => void refetch()}
      />
    );
  if (!desk || !place) return <SkeletonRows label="Loading the project" />;
  return (
    <PeopleProvider organizationId={organizationId} actions={actions}>
      <div className={cn("flex flex-col", fills && "min-h-[calc(100dvh-48px)] md:h-dvh md:min-h-0")}>
        <ProjectBar
          home={home}
          organizationId={organizationId}
          place={place}
          onAdd={() => void setAdding(desk.may.readPeople ? "colleagues" : "emails")}
        />
        {children}
      </div>
      {adding && place.may.changePeople ? (
        <AddPeople
          desk={desk}
          place={place}
          by={adding}
          onBy={setAdding}
          onClose={() => void setAdding(null)}
        />
      ) : null}
    </PeopleProvider>
  );
}
