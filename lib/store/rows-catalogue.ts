import type { Effect, PermissionFact } from "@/lib/core/effect";

type CatalogueEffect = Extract<Effect, { kind: `catalogue.${string}` }>;
type Lists = Readonly<Record<string, Readonly<Record<string, unknown>>[]>>;
type Writers = {
  readonly [K in CatalogueEffect["kind"]]: (effect: Extract<CatalogueEffect, { kind: K }>) => Lists;
};

/** The rows of the catalogue's effects. */
export const CATALOGUE_WRITERS: Writers = {
  "catalogue.permission-added": ({ permissionId, after }) => ({
    permissionsIn: [{ ...permissionRow(permissionId, after), level: after.level, name: after.name }],
    implicationsIn: impliedBy(permissionId, after),
  }),
  "catalogue.permission-changed": ({ permissionId, before, after }) => {
    const is = new Set(after.implies.map(({ id }) => id));
    const was = new Set(before.implies.map(({ id }) => id));
    return {
      permissionsSet: [permissionRow(permissionId, after)],
      implicationsOut: impliedBy(permissionId, before).filter(({ implies_id }) => !is.has(implies_id)),
      implicationsIn: impliedBy(permissionId, after).filter(({ implies_id }) => !was.has(implies_id)),
    };
  },
  "catalogue.permission-removed": ({ permissionId, before }) => ({
    implicationsOut: impliedBy(permissionId, before),
    permissionsOut: [{ id: permissionId }],
  }),
};

const permissionRow = (id: string | null, fact: PermissionFact) => ({
  id,
  display_name: fact.displayName,
  description: fact.description,
  grouping: fact.grouping,
  visibility: fact.visibility,
  gated: fact.gated,
  administrative: fact.administrative,
  is_default: fact.isDefault,
});

const impliedBy = (id: string | null, { implies }: PermissionFact) =>
  implies.map((each) => ({ permission_id: id, implies_id: each.id }));
