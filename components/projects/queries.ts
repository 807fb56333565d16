import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/data/fetch-json";
import { pathOf } from "@/components/data/queries";
import type { ProjectPlaceView, ProjectsView } from "@/lib/core/view";

export const projectsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["organization", organizationId, "projects"],
    queryFn: ({ signal }) => fetchJson<ProjectsView>(pathOf(organizationId, "projects"), signal),
  });

export const projectQuery = (organizationId: string, projectId: string) =>
  queryOptions({
    queryKey: ["organization", organizationId, "projects", projectId],
    queryFn: ({ signal }) =>
      fetchJson<ProjectPlaceView>(pathOf(organizationId, `projects/${projectId}`), signal),
  });
