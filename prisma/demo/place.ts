import { idOf } from "./ids";
import { ORGANIZATIONS, type OrganizationKey } from "./organizations";
import { type DemoPerson, personBy } from "./people";
import { type RoleLevel, roleIdOf } from "./roles";
import { SAMPLE } from "./samples";

// In the histories `who` is a handle for a membership of the organization, and "handle/project" for one of a project.

/** The person behind a membership. */
export function personOf(who: string): DemoPerson {
  return personBy(who.split("/")[0] ?? who);
}

/** The id of a membership; two of them are printed in the families' own examples. */
export function memberIdOf(key: OrganizationKey, who: string): string {
  if (key === "retailer" && who === SAMPLE.memberHandle) return SAMPLE.member;
  if (key === "software" && who === `${SAMPLE.personHandle}/portal`) return SAMPLE.projectMember;
  return idOf(`member ${key} ${who}`);
}

/** Throws where the organization has no project by this word. */
export function projectIdOf(key: OrganizationKey, word: string): string {
  const project = ORGANIZATIONS[key].projects[word];
  if (!project) throw new Error(`${ORGANIZATIONS[key].name} has no project ${word}.`);
  return project.id;
}

/** The project that the membership is in; null: in the organization itself. */
export function projectOf(key: OrganizationKey, who: string): string | null {
  const word = who.split("/")[1];
  return word === undefined ? null : projectIdOf(key, word);
}

/** A role as a member of that level has it, and the id of the assignment. */
export function roleFor(
  key: OrganizationKey,
  who: string,
  name: string,
): { role: string; assignment: string } {
  return {
    role: roleIdOf(key, levelOf(key, who), name),
    assignment: idOf(`assignment ${key} ${who} ${name}`),
  };
}

/** The id of the one invitation into that scope. */
export function invitationIdOf(key: OrganizationKey, who: string): string {
  return idOf(`invitation ${key} ${who}`);
}

function levelOf(key: OrganizationKey, who: string): RoleLevel {
  if (projectOf(key, who) !== null) return "PROJECT";
  return key === "system" ? "SYSTEM" : "ORGANIZATION";
}
