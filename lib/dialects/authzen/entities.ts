import { notFound, type Refusal } from "@/lib/core/refusal";
import type { PersonName } from "@/lib/operations/evaluate-access";
import type { Resource, Subject } from "./shapes";

type Place = { readonly organizationId: string } | { readonly projectId: string };

/** Whom a subject names; undefined: its type is none that this product knows. */
export function personOf({ type, id }: Subject): PersonName | undefined {
  if (type !== "user") return undefined;
  return id.includes("@") ? { email: id } : { personId: id };
}

/** Where a resource is; undefined: its type is none that this product knows. */
export function placeOf({ type, id }: Pick<Resource, "type" | "id">): Place | undefined {
  if (type === "organization") return { organizationId: id };
  return type === "project" ? { projectId: id } : undefined;
}

/** What is said of a type that means nothing here: the same as of an id that does. */
export const UNKNOWN_SUBJECT: Refusal = notFound("person");
export const UNKNOWN_RESOURCE: Refusal = {
  code: "not-found",
  message: "No such resource: its type is organization or project.",
};
