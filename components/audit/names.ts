import { nameOf } from "@/components/data/explain";
import type { AuditEvent, PersonName } from "@/lib/core/audit-event";
import type { DeskView } from "@/lib/core/view";

/** What the ids in an event are called now; where a row is gone, what it was called then. */
export interface Names {
  readonly person: (event: AuditEvent) => string;
  readonly actor: (event: AuditEvent) => string;
  readonly onBehalfOf: (event: AuditEvent) => string | null;
  readonly permission: (event: AuditEvent) => string;
  /** " in Apollo", or nothing where the event is about the organization itself. */
  readonly place: (event: AuditEvent) => string;
}

export function namesOf(people: readonly PersonName[], desk: DeskView | undefined): Names {
  const byId = new Map(people.map((person) => [person.id, nameOf(person)]));
  const permissions = new Map(
    [...(desk?.permissions ?? []), ...(desk?.projectPermissions ?? [])].map(({ id, displayName }) => [
      id,
      displayName,
    ]),
  );
  const projects = new Map((desk?.projects ?? []).map(({ id, name }) => [id, name]));
  const called = (id: string | null, otherwise: string | null) =>
    byId.get(id ?? "") ?? otherwise ?? "someone";
  return {
    person: ({ person_id, subject_label }) => called(person_id, subject_label),
    actor: ({ actor_id, actor_label }) => called(actor_id, actor_label),
    onBehalfOf: ({ on_behalf_of }) => (on_behalf_of === null ? null : called(on_behalf_of, null)),
    permission: ({ permission_id, permission_name }) =>
      permissions.get(permission_id ?? "") ?? permission_name ?? "a permission",
    place: ({ project_id }) =>
      project_id === null ? "" : ` in ${projects.get(project_id) ?? "a deleted project"}`,
  };
}
