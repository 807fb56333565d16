import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";

const { owner } = useDatabase("base");

interface Field {
  readonly name: string;
  readonly column: string;
  readonly type: string;
  readonly line: string;
}

interface Model {
  readonly table: string;
  readonly fields: readonly Field[];
  readonly text: string;
}

const TYPES: Readonly<Record<string, string>> = {
  "String @db.Uuid": "uuid",
  "String[]": "_text",
  String: "text",
  "DateTime @db.Timestamptz": "timestamptz",
  Bytes: "bytea",
  Boolean: "bool",
  BigInt: "int8",
  Int: "int4",
  Json: "jsonb",
};

/** The models of the file, as far as a table can be compared with them; relations are no columns. */
async function modelsOf(file: string): Promise<readonly Model[]> {
  const text = await readFile(file, "utf8");
  return [...text.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].map(([, name = "", body = ""]) => ({
    table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
    fields: body.split("\n").flatMap(fieldOf),
    text: body,
  }));
}

function fieldOf(line: string): Field[] {
  const [, name = "", said = "", rest = ""] = /^\s+(\w+)\s+([\w[\]]+)\??(.*)$/.exec(line) ?? [];
  const database = /@db\.\w+/.exec(rest)?.[0];
  const type = TYPES[database ? `${said} ${database}` : said];
  return type ? [{ name, column: /@map\("(\w+)"\)/.exec(rest)?.[1] ?? name, type, line }] : [];
}

const isOptional = ({ line }: Field) => /^\s+\w+\s+[\w[\]]+\?/.test(line);

const columnsOf = (models: readonly Model[]) =>
  models.flatMap(({ table, fields }) =>
    fields.map((field) => `${table}.${field.column} ${field.type}${isOptional(field) ? "?" : ""}`),
  );

/** Keys and indexes, each by its table, what it is, and its columns in their order. */
function indexesOf({ table, fields, text }: Model): string[] {
  const columns = (list: string) =>
    list.split(",").map((each) => {
      const [word = ""] = each.trim().split("(");
      return fields.find(({ name }) => name === word)?.column ?? word;
    });
  const single = fields.flatMap(({ column, line }) =>
    line.includes("@id") ? [`key ${column}`] : / @unique/.test(line) ? [`unique ${column}`] : [],
  );
  const wide = [...text.matchAll(/@@(id|unique|index)\(\[((?:[^\][]|\(.*?\))*)\]/g)].map(
    ([, what, list = ""]) => `${what === "id" ? "key" : what} ${columns(list).join(", ")}`,
  );
  return [...single, ...wide].map((each) => `${table}: ${each}`);
}

const models = await modelsOf("prisma/schema.prisma");

test("every table and column of the migrated database is in the schema, and no other", async () => {
  const { rows } = await owner.query<{ said: string }>(
    `select c.table_name || '.' || c.column_name || ' ' || c.udt_name || case c.is_nullable when 'YES' then '?' else '' end as said
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> '_prisma_migrations'`,
  );
  expect(columnsOf(models).sort()).toEqual(rows.map(({ said }) => said).sort());
});

test("every key and index of the migrated database is in the schema, but those that Prisma cannot say", async () => {
  const { rows } = await owner.query<{ said: string }>(
    `select t.relname || ': ' || case when i.indisprimary then 'key ' when i.indisunique then 'unique ' else 'index ' end ||
       (select string_agg(a.attname, ', ' order by k.place) from unnest(i.indkey) with ordinality k (number, place)
        join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number) as said
     from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
     where n.nspname = 'public' and t.relname <> '_prisma_migrations' and i.indpred is null and i.indexprs is null`,
  );
  const found = [...new Set(rows.map(({ said }) => said))];
  expect(models.flatMap(indexesOf).sort()).toEqual(found.sort());
});
