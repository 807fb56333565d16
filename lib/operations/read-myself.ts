import "server-only";
import type { Principal } from "@/lib/core/principal";
import type { Organization, Person } from "@/lib/core/state";
import { openOrganizations, readSelf } from "./organizations";
import { type Result, success } from "./result";

export interface Myself {
  readonly person: Person;
  readonly organizations: readonly Organization[];
}

/** Who the asker is, and the organizations that he belongs to, be it through a project alone. */
export async function readMyself(principal: Principal): Promise<Result<Myself>> {
  const self = await readSelf(principal);
  if (!self.ok) return self;
  const organizations = openOrganizations(principal, self.value, true);
  return success({ person: self.value.person, organizations });
}
