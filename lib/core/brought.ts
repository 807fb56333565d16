import type { PermissionEdit, PermissionWords } from "./catalogue";
import type { BroughtLine, BroughtTable } from "./table";

/** The changes of who may do what that a file can make. */
export type BroughtAccess =
  | {
      readonly kind: "add-permission";
      readonly member: string;
      readonly permission: string;
      readonly expiresAt: string | null;
    }
  | { readonly kind: "remove-permission"; readonly member: string; readonly permission: string }
  | {
      readonly kind: "assign-role";
      readonly member: string;
      readonly role: string;
      readonly expiresAt: string | null;
    }
  | { readonly kind: "unassign-role"; readonly member: string; readonly role: string }
  | {
      readonly kind: "edit-role";
      readonly role: string;
      readonly add: readonly string[];
      readonly remove: readonly string[];
    };

/** The changes of the catalogue that a file can make; nothing in a file takes a permission out of it. */
export type BroughtPermission =
  | ({ readonly kind: "create-permission" } & PermissionWords)
  | { readonly kind: "edit-permission"; readonly permission: string; readonly set: PermissionEdit };

/** Each is held back until someone has looked at it. */
export type BroughtChange = BroughtAccess | BroughtPermission;

/** What is said of one line. `column` as the file has it; null: the line as a whole. */
export interface LineNote {
  readonly line: number;
  readonly column: string | null;
  readonly message: string;
}

export interface BroughtReport {
  readonly lines: number;
  /** How many say what is so already. */
  readonly same: number;
  /** Lines that make something: a permission of the catalogue. */
  readonly added: readonly LineNote[];
  readonly changed: readonly LineNote[];
  readonly refused: readonly LineNote[];
}

/** What a file would change as things are at `revision`; nothing has been changed. */
export interface BroughtView {
  readonly revision: number;
  readonly changes: readonly BroughtChange[];
  readonly report: BroughtReport;
}

/** What one line comes to: nothing new, a change, or why it cannot be. */
export type Verdict =
  | "same"
  | { readonly change: BroughtChange; readonly says: string; readonly isNew?: true }
  | { readonly refused: string; readonly column?: string };

const YES = new Set(["yes", "true", "1", "x"]);
const NO = new Set(["no", "false", "0"]);

/** Undefined where a cell says neither yes nor no: what is empty by accident takes nothing away. */
export function yesOrNo(text: string | undefined): boolean | undefined {
  const word = (text ?? "").trim().toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/i;

/** An end as ISO time in UTC; null: none; undefined: what stands there is no time. A day begins at midnight UTC. */
export function endOf(text: string | undefined): string | null | undefined {
  const said = (text ?? "").trim();
  if (said === "") return null;
  if (!DAY.test(said) && !MOMENT.test(said)) return undefined;
  const time = new Date(said);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/**
 * Judges every line by itself. Two lines about the same are refused from the second on, whatever they say, so that the
 * order of lines never decides who may do what.
 */
export function judgeLines(
  { lines }: BroughtTable,
  subjectOf: (line: BroughtLine) => string | undefined,
  judge: (line: BroughtLine) => Verdict,
): Pick<BroughtView, "changes" | "report"> {
  const first = new Map<string, number>();
  const changes: BroughtChange[] = [];
  const [added, changed]: [LineNote[], LineNote[]] = [[], []];
  const refused: LineNote[] = [];
  let same = 0;
  for (const each of lines) {
    const { line } = each;
    const subject = subjectOf(each);
    const before = subject === undefined ? undefined : first.get(subject);
    const verdict: Verdict = before
      ? { refused: `Line ${before} is about the same already. Keep one of the two.` }
      : judge(each);
    if (subject !== undefined) first.set(subject, before ?? line);
    if (verdict === "same") same += 1;
    else if ("refused" in verdict)
      refused.push({ line, column: verdict.column ?? null, message: verdict.refused });
    else {
      changes.push(verdict.change);
      (verdict.isNew ? added : changed).push({ line, column: null, message: verdict.says });
    }
  }
  return { changes: together(changes), report: { lines: lines.length, same, added, changed, refused } };
}

/** What is edited of one role is one change. */
function together(changes: readonly BroughtChange[]): BroughtChange[] {
  const byRole = new Map<string, { add: string[]; remove: string[] }>();
  const others: BroughtChange[] = [];
  for (const change of changes) {
    if (change.kind !== "edit-role") others.push(change);
    else {
      const edit = byRole.get(change.role) ?? { add: [], remove: [] };
      edit.add.push(...change.add);
      edit.remove.push(...change.remove);
      byRole.set(change.role, edit);
    }
  }
  return [
    ...others,
    ...[...byRole].map(([role, edit]): BroughtChange => ({ kind: "edit-role", role, ...edit })),
  ];
}
