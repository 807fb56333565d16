import "server-only";
import { z } from "zod";
import { readEveryone, readOneOfPeople } from "@/lib/operations/read-people";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer, REFUSED } from "./answers";
import { atHome } from "./home";
import { inPath, renderUser, userSchema } from "./objects";

export const userEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/users/all",
    summary: "All users of the organization, without pages",
    needs: "view_org_users",
    answers: { 200: z.array(userSchema), ...REFUSED },
    handle: (_, principal) =>
      atHome(principal, async (id) =>
        answer(await readEveryone(principal, id), ({ people, permissions }) =>
          Response.json(people.map((access) => renderUser(access, permissions))),
        ),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/users/detail/:user_uuid",
    params: inPath,
    summary: "One user of the organization",
    needs: "view_org_users",
    answers: { 200: userSchema, ...REFUSED },
    handle: ({ path }, principal) =>
      atHome(principal, async (id) =>
        answer(await readOneOfPeople(principal, id, path.user_uuid), (access) =>
          Response.json(renderUser(access, access.permissions)),
        ),
      ),
  }),
];
