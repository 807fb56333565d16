import "server-only";
import type { Principal } from "@/lib/core/principal";
import type { Question } from "@/lib/core/question";
import type { Snapshot } from "@/lib/core/state";
import { askAs } from "./claims";
import type { Runner } from "./database";
import { type StoredMember, type StoredMet, unfoldMembers, unfoldMet } from "./folded";
import type { Asked } from "./snapshot-given";
import { snapshotStatement } from "./snapshot-statement";
import { ofPlace } from "./tenants";
import { readUses, readWholeCatalogue } from "./whole-catalogue";

/** An organization, or the one that a project belongs to. */
export type Place = { readonly organizationId: string } | { readonly projectId: string };

const NOTHING_ASKED: Question = {
  memberIds: [],
  personIds: [],
  emails: [],
  roleIds: [],
  editedRoleIds: [],
  endedRoleIds: [],
  endedProjectIds: [],
  projectIds: [],
  invitationIds: [],
  tokenIds: [],
  permissions: [],
  names: [],
  wantsDefaults: false,
  wantsWebhooks: false,
  wantsCatalogue: false,
  unusedPermissions: [],
  canDemote: false,
};

/**
 * Reads in one statement what is true for a command, or for the asker alone. It stays true as long as the
 * organization's revision does. Null where there is no such organization or project.
 */
export async function readSnapshot(
  runner: Runner,
  principal: Principal,
  place: Place,
  question: Partial<Question> = {},
): Promise<Snapshot | null> {
  // Who acts as himself asks once.
  const asking = [...new Set([principal.personId, principal.actingAs?.personId ?? principal.personId])];
  const asked: Asked = {
    ...NOTHING_ASKED,
    ...question,
    asking,
    organizationId: "organizationId" in place ? place.organizationId : null,
    projectId: "projectId" in place ? place.projectId : null,
    narrowedTo: principal.narrowedTo ?? [],
  };
  const statement = snapshotStatement(asked);
  const { rows } = await askAs<{ snapshot: Stored }>(principal, runner, ofPlace(place, asking), statement);
  const stored = rows[0]?.snapshot;
  if (!stored) return null;
  return {
    ...stored,
    ...(await readListed(runner, stored, asked)),
    actor: unfoldMembers(stored.actor),
    members: unfoldMembers(stored.members),
    permissions: unfoldMet(stored.permissions),
  };
}

/**
 * The catalogue, read after the revision that guards it: where it has moved since, so has the system's revision, and
 * the decision is not written. It belongs to no organization, and only the operators' commands are about it.
 */
async function readListed(
  runner: Runner,
  { organization, actor }: Stored,
  { wantsCatalogue, unusedPermissions }: Question,
): Promise<Pick<Snapshot, "listed" | "uses">> {
  if (!wantsCatalogue || organization.kind !== "SYSTEM" || actor.length === 0)
    return { listed: [], uses: {} };
  const listed = await readWholeCatalogue(runner);
  const wanted = new Set(unusedPermissions.map((reference) => reference.toLowerCase()));
  const asked = listed.filter(({ id, name }) => wanted.has(id) || wanted.has(name.toLowerCase()));
  return {
    listed,
    uses: await readUses(
      runner,
      asked.map(({ id }) => id),
    ),
  };
}

type Stored = Omit<Snapshot, "actor" | "members" | "permissions" | "listed" | "uses"> & {
  readonly actor: readonly StoredMember[];
  readonly members: readonly StoredMember[];
  readonly permissions: StoredMet;
};
