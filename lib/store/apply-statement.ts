import { WRITES } from "./apply-writes";

/** The rows to write by their list, and what becomes of the organization itself. */
interface ToWrite {
  readonly lists: Readonly<Record<string, readonly unknown[]>>;
  readonly organization: Readonly<Record<string, unknown>>;
}

export interface ApplyStatement {
  readonly name: string;
  readonly text: string;
}

const NAMES = Object.keys(WRITES);

/**
 * The statement that writes these rows, made of the writes that have any: the executor opens every table that stands in
 * a statement, with its indexes and policies, and for a grant that took longer than writing it. One name for one text.
 */
export function applyStatement({ lists, organization }: ToWrite, holdsSystem: boolean): ApplyStatement {
  const wanted = NAMES.filter((name) => (lists[name] ?? []).length > 0);
  const unknown = Object.keys(lists).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) throw new Error(`Nobody writes ${unknown}.`);
  const edits = Object.keys(organization).length > 0;
  const parts = wanted.reduce(
    (sum, name) => sum + 2 ** (NAMES.indexOf(name) + 2),
    Number(edits) + 2 * Number(holdsSystem),
  );
  return { name: `apply ${parts}`, text: textOf(parts, wanted, edits, holdsSystem) };
}

const texts = new Map<number, string>();

function textOf(parts: number, wanted: readonly string[], edits: boolean, holdsSystem: boolean): string {
  const known = texts.get(parts);
  if (known !== undefined) return known;
  const writes = wanted.map((name) => `write_${name} as (${WRITES[name]})`);
  const text = `with ${[...(holdsSystem ? [HELD] : []), moved(edits, holdsSystem), ...writes].join(",\n")}
select revision from moved`;
  texts.set(parts, text);
  return text;
}

const HELD = `held as (
  select 1 from organization where id = '00000000-0000-4000-8000-000000000001' and revision = $6::bigint for share
)`;

const moved = (edits: boolean, holdsSystem: boolean) => `moved as (
  update organization o set revision = o.revision + 1, audit_head = $3, updated_at = $5::timestamptz${edits ? EDITS : ""}
  where o.id = $1::uuid and o.revision = $2::bigint${holdsSystem ? " and exists (select from held)" : ""}
  returning o.id, o.revision
)`;

const EDITS = `,
    name = coalesce($4::jsonb -> 'organization' ->> 'name', o.name),
    status = coalesce($4::jsonb -> 'organization' ->> 'status', o.status),
    granting = coalesce($4::jsonb -> 'organization' ->> 'granting', o.granting),
    joining_domains = case when $4::jsonb -> 'organization' ? 'joiningDomains'
      then array(select jsonb_array_elements_text($4::jsonb #> '{organization,joiningDomains}')) else o.joining_domains end,
    joining_role_id = case when $4::jsonb -> 'organization' ? 'joiningDomains'
      then ($4::jsonb -> 'organization' ->> 'joiningRole')::uuid else o.joining_role_id end,
    activated_at = case when $4::jsonb -> 'organization' ->> 'status' = 'ACTIVE' then coalesce(o.activated_at, $5::timestamptz) else o.activated_at end,
    deleted_at = case when ($4::jsonb -> 'organization' ->> 'deleted')::boolean then $5::timestamptz else o.deleted_at end`;
