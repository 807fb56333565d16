import type { Question } from "@/lib/core/question";

/** A question of someone at a place. */
export interface Asked extends Question {
  readonly asking: readonly string[];
  readonly organizationId: string | null;
  readonly projectId: string | null;
  /** What the credential is narrowed to: what it implies counts, also where its owner holds that alone. */
  readonly narrowedTo: readonly string[];
}

/** A parameter, with its type, for each thing that is asked about; undefined where it is not. */
export type Given = Readonly<Partial<Record<Thing, string>>>;

export type Thing = Exclude<keyof Asked, "permissions"> | "permissionIds" | "permissionNames";

/** All that can be asked about, in an order that stays: a statement's name counts by it. */
export function thingsOf(asked: Asked): readonly (readonly [thing: Thing, type: string, value: unknown])[] {
  const references = asked.permissions.map((reference) => reference.toLowerCase());
  return [
    ["organizationId", "uuid", asked.organizationId],
    ["projectId", "uuid", asked.projectId],
    ["asking", "uuid[]", asked.asking],
    ["memberIds", "uuid[]", asked.memberIds],
    ["personIds", "uuid[]", asked.personIds],
    ["emails", "text[]", asked.emails],
    ["roleIds", "uuid[]", asked.roleIds],
    ["editedRoleIds", "uuid[]", asked.editedRoleIds],
    ["endedRoleIds", "uuid[]", asked.endedRoleIds],
    ["endedProjectIds", "uuid[]", asked.endedProjectIds],
    ["projectIds", "uuid[]", asked.projectIds],
    ["invitationIds", "uuid[]", asked.invitationIds],
    ["tokenIds", "uuid[]", asked.tokenIds],
    ["permissionIds", "uuid[]", references.filter(isUuidText)],
    ["permissionNames", "text[]", references],
    ["names", "text[]", asked.names],
    ["wantsDefaults", "boolean", asked.wantsDefaults],
    ["wantsWebhooks", "boolean", asked.wantsWebhooks],
    ["canDemote", "boolean", asked.canDemote],
    ["narrowedTo", "uuid[]", asked.narrowedTo],
  ];
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Whether lower-case text is a uuid: PostgreSQL refuses anything else with an error. */
export const isUuidText = (text: string): boolean => UUID.test(text);

/** What is said about a thing, where it is asked about. */
export const named = (parameter: string | undefined, say: (parameter: string) => string): string[] =>
  parameter === undefined ? [] : [say(parameter)];
