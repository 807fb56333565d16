import type { Schema, Schemas } from "./document";

/** What a schema says of itself, in a few words: "list of Role", "date and time or null". */
export function typeInWords(schema: Schema): string {
  if (schema.$ref) return nameOfRef(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" or ");
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return [...new Set(variants.map(typeInWords))].join(" or ");
  const types = [schema.type ?? "anything"].flat();
  return types.map((type) => plainType(type, schema)).join(" or ");
}

function plainType(type: string, { format, items, additionalProperties }: Schema): string {
  if (type === "array") return `list of ${items ? typeInWords(items) : "anything"}`;
  if (type === "string" && format === "date-time") return "date and time";
  if (type === "string" && format) return format;
  if (type === "string") return "text";
  if (type === "integer") return "whole number";
  if (type === "boolean") return "true or false";
  if (type === "object" && typeof additionalProperties === "object")
    return `object of ${typeInWords(additionalProperties)}`;
  return type;
}

/** The object schemas behind a schema, through references, lists and alternatives: those whose fields can be listed. */
export function objectsIn(schema: Schema, schemas: Schemas): { name: string; schema: Schema }[] {
  if (schema.$ref) {
    const name = nameOfRef(schema.$ref);
    const found = schemas[name];
    return found ? objectsIn(found, schemas).map((inner) => ({ ...inner, name: inner.name || name })) : [];
  }
  if (schema.items) return objectsIn(schema.items, schemas);
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return variants.flatMap((each) => objectsIn(each, schemas));
  if (!schema.properties) return [];
  const kind = schema.properties.kind?.const;
  return [{ name: typeof kind === "string" ? kind : "", schema }];
}

const SAMPLES: Readonly<Record<string, string>> = {
  uuid: "00000000-0000-0000-0000-000000000000",
  email: "person@example.com",
  "date-time": "2030-01-01T00:00:00Z",
};

/** A body to begin with: what is required, with `known` where a field of that name is known. */
export function sampleOf(
  schema: Schema,
  schemas: Schemas,
  known: Readonly<Record<string, string>> = {},
): unknown {
  if (schema.$ref) return sampleOf(schemas[nameOfRef(schema.$ref)] ?? {}, schemas, known);
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return sampleOf(first, schemas, known);
  if (schema.items) return [sampleOf(schema.items, schemas, known)];
  if (schema.properties) return sampleObject(schema, schemas, known);
  return samplePlain(schema);
}

function sampleObject(schema: Schema, schemas: Schemas, known: Readonly<Record<string, string>>): unknown {
  const { properties = {}, required = [] } = schema;
  const shown = required.length > 0 ? required : Object.keys(properties);
  return Object.fromEntries(
    shown.map((name) => [name, known[name] ?? sampleOf(properties[name] ?? {}, schemas, known)]),
  );
}

function samplePlain({ type, format, minimum }: Schema): unknown {
  const [first] = [type].flat();
  if (first === "integer" || first === "number") return Math.max(minimum ?? 0, 0);
  if (first === "boolean") return false;
  if (first === "string") return SAMPLES[format ?? ""] ?? "";
  return first === "array" ? [] : {};
}

function nameOfRef(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}
