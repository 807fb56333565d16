import "server-only";
import type { Principal } from "@/lib/core/principal";
import { readProjectsView } from "@/lib/operations/read-projects-view";
import { csvLine } from "@/lib/web/csv";
import { answer } from "./answers";

const HEAD = ["Name", "Default", "People", "Invited", "Own administrators", "Created", "Project id"];

/** The projects whose name has the words in it, as the list on screen shows them; of these perhaps only some. */
export async function exportProjects(
  principal: Principal,
  organizationId: string,
  { search, ids }: { readonly search: string; readonly ids: readonly string[] | undefined },
): Promise<Response> {
  const read = await readProjectsView(principal, organizationId);
  if (!read.ok) return answer(read);
  const words = search.trim().toLowerCase();
  const lines = read.value.projects
    .filter(({ id, name }) => name.toLowerCase().includes(words) && (ids?.includes(id) ?? true))
    .map(({ id, name, isDefault, createdAt, numbers }) =>
      csvLine([
        name,
        isDefault ? "yes" : "no",
        numbers?.joined ?? null,
        numbers?.invited ?? null,
        numbers?.administrators ?? null,
        createdAt,
        id,
      ]),
    );
  const headers = {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="projects.csv"',
  };
  return new Response([csvLine(HEAD), ...lines].join(""), { headers });
}
