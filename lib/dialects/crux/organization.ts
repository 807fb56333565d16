import "server-only";
import { z } from "zod";
import { createOrganization, readOrganization } from "@/lib/operations/organizations";
import { readCatalogueOfPeople } from "@/lib/operations/read-people";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer, REFUSED, UNCHANGED } from "./answers";
import { atHome } from "./home";
import { organizationSchema, permissionSchema, renderOrganization, renderPermission, seen } from "./objects";

const foundingSchema = z
  .object({
    name: z.string().trim().min(1, "This field may not be blank.").max(255),
    domain: z.string().trim().min(1, "This field may not be blank.").max(255),
    org_type: z.enum(["RETAILER", "SUPPLIER"], { error: "Must be RETAILER or SUPPLIER." }),
  })
  .meta({ id: "CruxNewOrganization" });

export const organizationEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "",
    needs: "belonging to the organization",
    summary: "The organization that the token stands for",
    answers: { 200: organizationSchema, ...REFUSED },
    handle: (_, principal) =>
      atHome(principal, async (id) =>
        answer(await readOrganization(principal, id), ({ organization }) =>
          Response.json(renderOrganization(organization)),
        ),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "POST",
    path: "",
    body: foundingSchema,
    summary: "Create an organization, which waits for its activation",
    needs: "create_org",
    answers: { 201: organizationSchema, ...UNCHANGED },
    handle: ({ body: { name, domain, org_type: kind } }, principal) =>
      atHome(principal, async (sponsorId) =>
        answer(
          await createOrganization(principal, { name, domain, kind, status: "PENDING", sponsorId }),
          (founded) => Response.json(renderOrganization(founded), { status: 201 }),
        ),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/all_permissions",
    summary: "The permissions that organizations of this type see",
    needs: "view_org_users",
    answers: { 200: z.array(permissionSchema), ...REFUSED },
    handle: (_, principal) =>
      atHome(principal, async (id) =>
        answer(await readCatalogueOfPeople(principal, id), (catalogue) =>
          Response.json(seen(catalogue).map(renderPermission)),
        ),
      ),
  }),
];
