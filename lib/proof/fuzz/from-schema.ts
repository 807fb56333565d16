import { z } from "zod";
import type { Chance } from "./chance";
import { HOSTILE_TEXT } from "./hostile";

type Schema = Readonly<Record<string, unknown>>;

/** The schema that a fuzzed value is made from; null where it cannot be said in JSON Schema. */
export function schemaOf(type: z.ZodType | undefined): Schema | null {
  if (!type) return null;
  try {
    return z.toJSONSchema(type, { io: "input", unrepresentable: "any" });
  } catch {
    return null;
  }
}

/** Something that the schema allows, or nearly: an optional field may be missing, a text may be any text. */
export function valueFrom(schema: Schema, chance: Chance, known: readonly string[]): unknown {
  return made(schema, schema, chance, known);
}

function made(schema: Schema, root: Schema, chance: Chance, known: readonly string[]): unknown {
  const again = (each: unknown) => made(isSchema(each) ? each : {}, root, chance, known);
  const oneOf = (list: readonly unknown[]) => list[chance.upTo(list.length)];
  if (typeof schema.$ref === "string") return again(definition(root, schema.$ref));
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum)) return oneOf(schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(options)) return again(oneOf(options));
  if (schema.type === "array") return Array.from({ length: chance.upTo(4) }, () => again(schema.items));
  if (schema.type === "object") {
    const properties = Object.entries(isSchema(schema.properties) ? schema.properties : {});
    const kept = properties.filter(([key]) => isRequired(schema, key) || chance.often(0.6));
    return Object.fromEntries(kept.map(([key, each]) => [key, again(each)]));
  }
  if (schema.type === "integer" || schema.type === "number")
    return chance.often(0.7) ? chance.upTo(50) : chance.pick([-1, 2_147_483_647, 4_294_967_296, 0.5]);
  if (schema.type === "boolean") return chance.often(0.5);
  if (schema.type === "null") return null;
  return chance.often(0.6) ? oneOf(known) : chance.pick(HOSTILE_TEXT);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null;
}

function isRequired({ required }: Schema, key: string): boolean {
  return Array.isArray(required) && required.includes(key);
}

function definition(root: Schema, reference: string): unknown {
  const name = reference.replace("#/$defs/", "");
  return reference === "#" ? root : isSchema(root.$defs) ? root.$defs[name] : {};
}
