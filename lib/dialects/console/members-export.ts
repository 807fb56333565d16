import "server-only";
import type { Principal } from "@/lib/core/principal";
import type { MembersView } from "@/lib/core/view";
import { readDeskView } from "@/lib/operations/read-desk-view";
import { readMembersView } from "@/lib/operations/read-members-view";
import { csvLine } from "@/lib/web/csv";
import { answer } from "./answers";

type Filter = Parameters<typeof readMembersView>[2];

const HEAD = [
  "Name",
  "E-mail",
  "Status",
  "Roles",
  "Direct permissions",
  "Projects",
  "Last active",
  "Joined",
  "User id",
  "Membership id",
];
const PAGE = 500;

/** Everyone whom the filter lets through, page by page, so that a large organization needs no memory of its size. */
export async function exportMembers(
  principal: Principal,
  organizationId: string,
  filter: Filter,
): Promise<Response> {
  const desk = await readDeskView(principal, organizationId);
  if (!desk.ok) return answer(desk);
  const first = await readMembersView(principal, organizationId, filter, { limit: PAGE });
  if (!first.ok) return answer(first);
  const projects = new Map(desk.value.projects.map(({ id, name }) => [id, name]));
  const permissions = new Map(desk.value.permissions.map(({ id, name }) => [id, name]));
  const encoder = new TextEncoder();
  let page: MembersView | null = first.value;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(csvLine(HEAD))),
    pull: async (controller) => {
      if (page === null) return controller.close();
      controller.enqueue(encoder.encode(linesOf(page, { projects, permissions })));
      if (page.next === null) page = null;
      else {
        const next = await readMembersView(principal, organizationId, filter, {
          limit: PAGE,
          after: page.next,
        });
        // A right that was taken away meanwhile ends the file with an error: half a list must not look whole.
        if (!next.ok) throw new Error(next.refusal.message);
        page = next.value;
      }
    },
  });
  const headers = {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="members.csv"',
  };
  return new Response(body, { headers });
}

interface Names {
  readonly projects: ReadonlyMap<string, string>;
  readonly permissions: ReadonlyMap<string, string>;
}

function linesOf(page: MembersView, { projects, permissions }: Names): string {
  const roles = new Map(page.roles.map(({ id, name }) => [id, name]));
  const named = (ids: readonly string[], names: ReadonlyMap<string, string>) =>
    ids.flatMap((id) => names.get(id) ?? []).join("; ");
  return page.members
    .map((member) =>
      csvLine([
        `${member.person.firstName} ${member.person.lastName}`.trim(),
        member.person.email,
        member.status.toLowerCase(),
        named(
          member.assignments.map(({ roleId }) => roleId),
          roles,
        ),
        named(
          member.grants.map(({ permissionId }) => permissionId),
          permissions,
        ),
        named(page.projectIds[member.person.id] ?? [], projects),
        member.lastActiveAt,
        member.createdAt,
        member.person.number,
        member.id,
      ]),
    )
    .join("");
}
