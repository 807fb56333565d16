import "server-only";
import { z } from "zod";
import { addPeople, type PersonName } from "@/lib/operations/add-people";
import { listOrganizationPeople } from "@/lib/operations/organization-people";
import { removePeople } from "@/lib/operations/remove-people";
import { isStorableText } from "@/lib/web/body";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer, noContent } from "./answers";
import { bareLimit, bareList } from "./bare-list";
import { cursorOf } from "./paging";
import { inOrganization, renderUserOrganization, userOrganizationSchema, uuid } from "./shapes";

/** More people in one list than one command may change are refused by the core; this spares it the reading. */
const MOST = 1000;

interface Named {
  readonly user_id?: string | null | undefined;
  readonly email?: string | null | undefined;
}

const isNamed = ({ user_id, email }: Named) => typeof user_id === "string" || typeof email === "string";
const UNNAMED = "Give user_id or email";

const userId = z.string().max(3000).nullish();

const additions = z
  .array(
    z
      .object({
        user_id: userId,
        email: z.string().trim().max(320).pipe(z.email()).nullish(),
        project_ids: z.array(uuid).max(MOST).nullish(),
        role_id: uuid.nullish(),
      })
      .refine(isNamed, UNNAMED)
      .meta({ id: "UserOrganizationCreate" }),
  )
  .max(MOST);

const removals = z
  .array(
    z
      .object({ user_id: userId, email: z.string().max(3000).nullish() })
      .refine(isNamed, UNNAMED)
      .meta({ id: "UserOrganizationDelete" }),
  )
  .max(MOST);

/** Both may be there: then they have to name the same person. */
function nameOf({ user_id, email }: Named): PersonName {
  if (typeof user_id !== "string") return { email: email ?? "" };
  return typeof email === "string" ? { personId: user_id, email } : { personId: user_id };
}

const list = endpoint({
  auth: "principal",
  method: "GET",
  path: "/organizations/:organization_id/users",
  params: inOrganization,
  query: z.object({ limit: bareLimit, cursor: cursorOf(z.string().refine(isStorableText)) }),
  summary: "The people of an organization with their roles, pending ones too",
  needs: "view_org_users",
  answers: { 200: z.array(userOrganizationSchema) },
  handle: async ({ path, query, url }, principal) => {
    const page = { limit: query.limit, ...(query.cursor === undefined ? {} : { after: query.cursor }) };
    const result = await listOrganizationPeople(principal, path.organization_id, page);
    return answer(result, ({ people, permissions, next }) =>
      bareList(
        people.map((person) => renderUserOrganization(person, permissions)),
        url,
        next,
      ),
    );
  },
});

const add = endpoint({
  auth: "principal",
  method: "PUT",
  path: "/organizations/:organization_id/users",
  params: inOrganization,
  body: additions,
  summary: "Add people, or invite those without an account; all or nothing",
  needs: "edit_org_users",
  answers: { 200: z.array(userOrganizationSchema) },
  handle: async ({ path, body }, principal) => {
    const wanted = body.map(({ project_ids, role_id, ...named }) => ({
      name: nameOf(named),
      projectIds: project_ids ?? [],
      roleId: role_id ?? null,
    }));
    return answer(await addPeople(principal, path.organization_id, wanted), ({ people, permissions }) =>
      Response.json(people.map((person) => renderUserOrganization(person, permissions))),
    );
  },
});

const remove = endpoint({
  auth: "principal",
  method: "DELETE",
  path: "/organizations/:organization_id/users/:user_id",
  params: inOrganization.extend({ user_id: z.string() }),
  summary: "Remove a person from an organization and its projects, or leave it yourself",
  needs: "edit_org_users",
  answers: { 204: null },
  handle: async ({ path }, principal) =>
    answer(await removePeople(principal, path.organization_id, [{ personId: path.user_id }]), noContent),
});

const removeAll = endpoint({
  auth: "principal",
  method: "PUT",
  path: "/organizations/:organization_id/users/remove",
  params: inOrganization,
  body: removals,
  summary: "Remove people from an organization and its projects; all or nothing",
  needs: "edit_org_users",
  answers: { 204: null },
  handle: async ({ path, body }, principal) =>
    answer(await removePeople(principal, path.organization_id, body.map(nameOf)), noContent),
});

export const memberEndpoints: readonly AnyEndpoint[] = [list, add, remove, removeAll];
