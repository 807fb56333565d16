import { z } from "zod";
import {
  createDocument,
  type oas31,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import type { AnyEndpoint, Family } from "@/lib/web/family";
import { aboutOf, SCHEMES } from "./families";
import { curlOf, SAMPLES } from "./samples";

/**
 * The OpenAPI 3.1 document of the given families, from the schemas that their endpoints parse with: what it says is
 * what is served. A family with several prefixes stands there under its first one; aliases are left out.
 */
export function openApiDocument(families: readonly Family[], origin: string): oas31.OpenAPIObject {
  return createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "Grantdesk",
        version: "1.0.0",
        description: INTRODUCTION,
      },
      servers: [{ url: origin }],
      tags: families.map((family) => ({
        name: aboutOf(family.door).tag,
        description: describeFamily(family),
      })),
      components: { securitySchemes: SCHEMES },
      paths: pathsOf(families, origin),
    },
    // Bodies that a family reads in more than one spelling cannot all be said in JSON Schema.
    { allowEmptySchema: { transform: true, unknown: true, custom: true } },
  );
}

const INTRODUCTION = `Every path is served with and without a trailing slash, and every answer carries X-Request-ID.
Answers that show something of an organization carry its revision as their ETag; a write with If-Match is refused with 412 where it has moved.`;

function describeFamily({ door, prefixes }: Family): string {
  const { description } = aboutOf(door);
  const [first, ...others] = prefixes;
  return others.length === 0
    ? description
    : `${description} Also at ${others.join(" and ")} in place of ${first}.`;
}

function pathsOf(families: readonly Family[], origin: string): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const family of families) {
    for (const endpoint of family.endpoints) {
      if (endpoint.alias) continue;
      const path = documentedPath(family, endpoint);
      paths[path] = {
        ...paths[path],
        [endpoint.method.toLowerCase()]: operationOf(family, endpoint, origin),
      };
    }
  }
  return paths;
}

/** Where the document says that an endpoint is. */
export function documentedPath({ prefixes }: Family, { path }: AnyEndpoint): string {
  return `${prefixes[0] ?? ""}${path.replace(/^\/$/, "").replace(/:(\w+)/g, "{$1}")}`;
}

function operationOf(family: Family, endpoint: AnyEndpoint, origin: string): ZodOpenApiOperationObject {
  const about = aboutOf(family.door);
  const sample = SAMPLES.find(
    ({ door, method, path }) => door === family.door && method === endpoint.method && path === endpoint.path,
  );
  const path = endpoint.params && objectIn(endpoint.params);
  const query = endpoint.query && objectIn(endpoint.query);
  return {
    operationId: operationId(family, endpoint),
    tags: [about.tag],
    summary: endpoint.summary,
    ...descriptionOf(endpoint),
    ...(endpoint.needs === undefined ? {} : { "x-needs": endpoint.needs }),
    ...(isChangingGet(endpoint) ? { "x-changes": true } : {}),
    security: endpoint.auth === "open" ? [] : about.security.map((scheme) => ({ [scheme]: [] })),
    requestParams: { ...(path ? { path } : {}), ...(query ? { query } : {}), ...headersOf(family, endpoint) },
    ...(endpoint.body
      ? {
          requestBody: {
            required: true,
            content: {
              "application/json": { schema: endpoint.body, ...(sample ? { example: sample.body } : {}) },
              ...(endpoint.table === "taken" ? CSV : {}),
            },
          },
        }
      : {}),
    ...(sample
      ? { "x-codeSamples": [{ lang: "Shell", label: "curl", source: curlOf(sample, origin) }] }
      : {}),
    responses: { ...responsesOf(endpoint, about.error), ...notNowOf(family, endpoint) },
  };
}

const isChangingGet = ({ method, changes }: AnyEndpoint) => method === "GET" && changes === true;

function descriptionOf(endpoint: AnyEndpoint): { description?: string } {
  const said = [
    endpoint.needs === undefined ? "" : `Needs: ${endpoint.needs}.`,
    isChangingGet(endpoint) ? "Changes something, although it is a GET: never follow it ahead." : "",
  ].filter(Boolean);
  return said.length > 0 ? { description: said.join(" ") } : {};
}

function operationId({ door }: Family, { method, path }: AnyEndpoint): string {
  return [door, method.toLowerCase(), ...path.split("/").filter(Boolean)].join("_").replace(/[^\w]+/g, "");
}

const ifMatch = z
  .string()
  .optional()
  .meta({ description: 'An ETag such as "7": refused where it is another by now.' });

const idempotencyKey = z.string().max(255).optional().meta({
  description: "The same write under the same key, within 24 hours, happens once and is answered alike.",
});

function headersOf({ door }: Family, { method }: AnyEndpoint): { header?: z.ZodObject } {
  return door === "v1" && method !== "GET"
    ? { header: z.object({ "If-Match": ifMatch, "Idempotency-Key": idempotencyKey }) }
    : {};
}

/** A table in its other spelling; the first line names the columns. */
const CSV = { "text/csv": { schema: { type: "string" } } } as const;

function responsesOf({ answers, table }: AnyEndpoint, error: string): ZodOpenApiOperationObject["responses"] {
  const said = Object.entries(answers).map(([status, schema]) => [
    status,
    schema === null
      ? { description: "Done; no body." }
      : {
          description: "Done.",
          content: { "application/json": { schema }, ...(table === "sent" ? CSV : {}) },
        },
  ]);
  return { ...Object.fromEntries(said), default: { description: error } };
}

const retryAfter = (description: string) => ({
  headers: { "Retry-After": { description: "In how many seconds.", schema: { type: "integer" as const } } },
  description,
});

/** What may also be said although the call is right; not-now.test.ts compares with what is said. */
function notNowOf({ door }: Family, { auth, method, constant }: AnyEndpoint) {
  if (constant) return {};
  const isCounted = auth === "open" || method !== "GET" || door === "exchange";
  return {
    ...(isCounted ? { 429: retryAfter("Too many calls by this caller. Come again later.") } : {}),
    503: retryAfter("The database cannot be reached, or is busy. Come again in a moment."),
  };
}

/** Parameters are listed one by one, so that the object has to be found behind whatever reads it. */
function objectIn(schema: z.ZodType): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  if (!(schema instanceof z.ZodPipe)) return undefined;
  const { in: from, out: to } = schema.def;
  return [from, to].flatMap((each) => (each instanceof z.ZodType ? (objectIn(each) ?? []) : []))[0];
}
