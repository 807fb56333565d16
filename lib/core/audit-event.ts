/** One event of the audit; the keys are those of the table, since the hash is over them. */
export interface AuditEvent {
  readonly revision: number;
  readonly sequence: number;
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string;
  readonly kind: string;
  readonly door: string;
  readonly request_id: string;
  readonly actor_id: string | null;
  readonly actor_label: string;
  readonly on_behalf_of: string | null;
  readonly project_id: string | null;
  readonly membership_id: string | null;
  readonly person_id: string | null;
  readonly subject_label: string | null;
  readonly permission_id: string | null;
  readonly permission_name: string | null;
  readonly role_id: string | null;
  readonly role_name: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

export interface PersonName {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

export interface AuditView {
  readonly events: readonly AuditEvent[];
  /** Everyone whom the events name, as he is called now. */
  readonly people: readonly PersonName[];
  /** `revision.sequence`; pass as `before` for the next page; null: this was the last. */
  readonly next: string | null;
}

export interface AuditCheck {
  readonly intact: boolean;
  readonly events: number;
  /** How many revisions were also compared with what was noted outside the database. */
  readonly noted: number;
  readonly broken: { readonly revision: number; readonly sequence: number; readonly reason: string } | null;
}
