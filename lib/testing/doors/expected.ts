import { expect } from "vitest";
import type { Scene } from "./scene";

type Person = { readonly personId: string };

/** What a direct grant's row says of itself in the audit. */
const fact = ({ door }: Scene, by: string | null) => ({
  level: door.level.name,
  grantedBy: by,
  grantedAt: expect.any(String),
  expiresAt: null,
});

const NOTHING = { permission: null, role: null, before: null, after: null };

/** The one event that an added permission leaves, whatever the door. */
export const added = (scene: Scene, actor: Person, person: Person, permission: string) => ({
  ...NOTHING,
  ...scene.common,
  kind: "permission.added",
  actor: actor.personId,
  person: person.personId,
  permission,
  after: fact(scene, actor.personId),
});

/** The one event that a removed permission leaves; `by` had given it. */
export const removed = (
  scene: Scene,
  actor: Person,
  person: Person,
  permission: string,
  by: string | null,
) => ({
  ...NOTHING,
  ...scene.common,
  kind: "permission.removed",
  actor: actor.personId,
  person: person.personId,
  permission,
  before: fact(scene, by),
});

const assignment = ({ door }: Scene, by: string | null) => ({
  id: expect.any(String),
  level: door.level.name,
  roleOrganizationId: null,
  assignedBy: by,
  assignedAt: expect.any(String),
  updatedAt: expect.any(String),
  expiresAt: null,
});

export const assigned = (scene: Scene, actor: Person, person: Person, role: string) => ({
  ...NOTHING,
  ...scene.common,
  kind: "role.assigned",
  actor: actor.personId,
  person: person.personId,
  role,
  after: assignment(scene, actor.personId),
});

export const unassigned = (scene: Scene, actor: Person, person: Person, role: string, by: string | null) => ({
  ...NOTHING,
  ...scene.common,
  kind: "role.unassigned",
  actor: actor.personId,
  person: person.personId,
  role,
  before: assignment(scene, by),
});

/** The record of a refusal beyond someone's rights. */
export const denial = (scene: Scene, asker: Person, code: string, noun: string | null = null) => ({
  code,
  noun,
  person: asker.personId,
  door: scene.door.name,
  organization: scene.place.organizationId,
});
