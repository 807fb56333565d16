/** As much of OpenAPI 3.1 and its JSON Schema as the reference shows. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly additionalProperties?: boolean | Schema;
}

export interface Parameter {
  readonly in: "path" | "query" | "header";
  readonly name: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

interface Content {
  readonly "application/json"?: { readonly schema?: Schema; readonly example?: unknown };
}

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly "x-needs"?: string;
  /** A GET that changes something. */
  readonly "x-changes"?: boolean;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

export interface ReferenceDocument {
  readonly info: { readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Schemas };
}

export type Schemas = Readonly<Record<string, Schema>>;

export interface Endpoint extends Operation {
  readonly method: string;
  readonly path: string;
}

export interface FamilyGroup {
  readonly name: string;
  readonly id: string;
  readonly description: string;
  readonly endpoints: readonly Endpoint[];
}

/** The families with their endpoints that hold every one of the words, in the document's order. */
export function familiesOf({ tags, paths }: ReferenceDocument, words: string): FamilyGroup[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const all = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, operation]): Endpoint => ({ ...operation, path, method: method.toUpperCase() }),
    ),
  );
  return tags
    .map(({ name, description }) => ({
      name,
      id: name.toLowerCase().replaceAll(" ", "-"),
      description,
      endpoints: all.filter((endpoint) => endpoint.tags.includes(name) && holds(endpoint, wanted)),
    }))
    .filter(({ endpoints }) => endpoints.length > 0);
}

function holds(endpoint: Endpoint, wanted: readonly string[]): boolean {
  const { method, path, summary, tags } = endpoint;
  const text = [method, path, summary, ...tags, endpoint["x-needs"]].join(" ").toLowerCase();
  return wanted.every((word) => text.includes(word));
}
