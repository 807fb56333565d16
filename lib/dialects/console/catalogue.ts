import "server-only";
import { z } from "zod";
import { readCatalogueOfAll, readPermissionUses } from "@/lib/operations/catalogue";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { guid } from "./desk";

export const catalogueEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/support/catalogue",
    needs: "Operator",
    summary: "The whole catalogue",
    answers: { 200: z.unknown() },
    handle: async (_, principal) => answer(await readCatalogueOfAll(principal)),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/support/catalogue/:permission",
    needs: "Operator",
    params: z.object({ permission: guid }),
    summary: "A permission, and where it is in use",
    answers: { 200: z.unknown() },
    handle: async ({ path }, principal) => answer(await readPermissionUses(principal, path.permission)),
  }),
];
