import { z } from "zod";
import type { PermissionEdit, PermissionWords } from "@/lib/core/catalogue";
import { given, levelSchema, permissionReference } from "./inputs";

export const visibilitySchema = z.enum(["RETAILER", "SUPPLIER", "BOTH", "INTERNAL"]).meta({
  description:
    "Which organizations see a permission of the level ORGANIZATION. INTERNAL: all of them, but not the Crux family.",
});

/** What is said of a permission of the catalogue. */
export const permissionWords = {
  name: z.string().max(500),
  level: levelSchema,
  display_name: z.string().max(500),
  description: z.string().max(10_000).nullable(),
  grouping: z.string().max(500),
  visibility: visibilitySchema,
  gated: z.boolean(),
  administrative: z.boolean(),
  is_default: z.boolean(),
  implies: z.array(permissionReference).max(2000),
} as const;

const { name, level, ...editable } = permissionWords;

/** A permission to be made: what is not said is the plainest. */
export const newPermission = {
  name,
  level,
  grouping: editable.grouping,
  display_name: editable.display_name.optional().meta({ description: "Absent: its name." }),
  description: editable.description.default(null),
  visibility: editable.visibility
    .optional()
    .meta({ description: "Absent: INTERNAL for the level ORGANIZATION, else BOTH." }),
  gated: editable.gated.default(false),
  administrative: editable.administrative.default(false),
  is_default: editable.is_default.default(false),
  implies: editable.implies.default([]),
} as const;

/** What can be said anew; what is absent stays. Name and level stay in any case. */
export const permissionEdit = {
  display_name: editable.display_name.optional(),
  description: editable.description.optional(),
  grouping: editable.grouping.optional(),
  visibility: editable.visibility.optional(),
  gated: editable.gated.optional(),
  administrative: editable.administrative.optional(),
  is_default: editable.is_default.optional(),
  implies: editable.implies.optional(),
} as const;

const newSchema = z.object(newPermission);
const editSchema = z.object(permissionEdit);

export function wordsOf(wire: z.output<typeof newSchema>): PermissionWords {
  return {
    name: wire.name,
    level: wire.level,
    displayName: wire.display_name ?? wire.name,
    description: wire.description,
    grouping: wire.grouping,
    visibility: wire.visibility ?? (wire.level === "ORGANIZATION" ? "INTERNAL" : "BOTH"),
    gated: wire.gated,
    administrative: wire.administrative,
    isDefault: wire.is_default,
    implies: wire.implies,
  };
}

export function editOf(wire: z.output<typeof editSchema>): PermissionEdit {
  return given({
    displayName: wire.display_name,
    description: wire.description,
    grouping: wire.grouping,
    visibility: wire.visibility,
    gated: wire.gated,
    administrative: wire.administrative,
    isDefault: wire.is_default,
    implies: wire.implies,
  });
}

export function renderWords({ name: named, level: at, ...words }: PermissionWords) {
  return {
    name: named,
    level: at,
    display_name: words.displayName,
    description: words.description,
    grouping: words.grouping,
    visibility: words.visibility,
    gated: words.gated,
    administrative: words.administrative,
    is_default: words.isDefault,
    implies: [...words.implies],
  };
}

export function renderEdit(set: PermissionEdit): z.input<typeof editSchema> {
  return given({
    display_name: set.displayName,
    description: set.description,
    grouping: set.grouping,
    visibility: set.visibility,
    gated: set.gated,
    administrative: set.administrative,
    is_default: set.isDefault,
    implies: set.implies && [...set.implies],
  });
}
