import type { Case } from "./case";
import { NO_USE, type PermissionUse, resolved } from "./catalogue";
import { ADMINISTERS, GUARD } from "./guards";
import { type Catalogue, closure, type Level, type Permission } from "./permission";
import { type Refusal, type RefusalCode, refuse } from "./refusal";

/** The catalogue before and after, with what each permission implies by uuid. */
export interface Editions {
  readonly before: Catalogue<Permission>;
  readonly after: Catalogue<Permission>;
}

/** Why an entry cannot be as it is wanted; `column` as a file calls it. */
export interface EntryProblem {
  readonly code: RefusalCode;
  readonly message: string;
  readonly column: "implies" | "gated" | "administrative" | "default" | "visibility" | null;
}

/**
 * What the catalogue keeps, whoever changes it. A change here moves no organization's revision, so what decisions under
 * way hang on stays: the permissions that guard our own acts, and whatever leads to the right to administer.
 */
export function catalogueRule({ effects, before, after, snapshot }: Case): Refusal[] {
  const ids = effects.flatMap(({ kind, permissionId }) =>
    kind.startsWith("catalogue.") && permissionId !== null ? [permissionId] : [],
  );
  if (ids.length === 0) return [];
  const editions = { before: resolved(before.catalogue), after: resolved(after.catalogue) };
  return ids.flatMap((id) => {
    const problem = entryProblem(id, editions, snapshot.uses[id] ?? NO_USE);
    const name = (editions.after.byId.get(id) ?? editions.before.byId.get(id))?.name ?? id;
    return problem
      ? [
          refuse(problem.code, `${name}: ${problem.message}`, {
            noun: "permission",
            permissions: [name],
            ...(problem.column === null ? {} : { field: problem.column }),
          }),
        ]
      : [];
  });
}

/** Names of the permissions that this program itself asks for. */
const GUARDING: ReadonlySet<string> = new Set(
  Object.values(GUARD).flatMap((levels) => Object.values(levels).flat()),
);
const ADMINISTERING: ReadonlySet<string> = new Set(Object.values(ADMINISTERS));
const RANK: Readonly<Record<Level, number>> = { SYSTEM: 0, ORGANIZATION: 1, PROJECT: 2 };

/** Why a permission cannot become what `after` has, or go; null where it can. */
export function entryProblem(
  id: string,
  { before, after }: Editions,
  use: PermissionUse,
): EntryProblem | null {
  const old = before.byId.get(id);
  const now = after.byId.get(id);
  if (!now) return old ? removalProblem(old, after, use) : null;
  return (
    guardProblem(old, now) ??
    impliesProblem(now, after) ??
    administeringProblem(old, now, { before, after }) ??
    gateProblem(old, now, after, use)
  );
}

function problem(code: RefusalCode, message: string, column: EntryProblem["column"] = null): EntryProblem {
  return { code, message, column };
}

function removalProblem(
  { id, name }: Permission,
  after: Catalogue<Permission>,
  use: PermissionUse,
): EntryProblem | null {
  if (GUARDING.has(name)) return problem("built-in", "it guards an act of Grantdesk itself and stays.");
  if (use.members + use.roles + use.tokens > 0)
    return problem("wrong-state", `${inUse(use)} Take it away there first.`);
  const implying = [...after.byId.values()].filter(({ implies }) => implies.includes(id));
  return implying.length === 0
    ? null
    : problem(
        "wrong-state",
        `it is implied by ${implying.map((each) => each.name).join(", ")}. Edit that first.`,
      );
}

function guardProblem(old: Permission | undefined, now: Permission): EntryProblem | null {
  if (!old || !GUARDING.has(old.name)) return null;
  const moved =
    old.visibility !== now.visibility
      ? "visibility"
      : old.gated !== now.gated
        ? "gated"
        : old.administrative !== now.administrative
          ? "administrative"
          : old.isDefault !== now.isDefault
            ? "default"
            : [...old.implies].sort().join() !== [...now.implies].sort().join()
              ? "implies"
              : null;
  return (
    moved &&
    problem(
      "built-in",
      "it guards an act of Grantdesk itself: its words and its group can be changed, nothing else.",
      moved,
    )
  );
}

function impliesProblem(now: Permission, after: Catalogue<Permission>): EntryProblem | null {
  const implied = now.implies.map((id) => after.byId.get(id));
  const unknown = now.implies.filter((_, index) => !implied[index]);
  if (unknown.length > 0)
    return problem("unknown-permission", `no permission is called ${unknown.join(", ")}.`, "implies");
  const above = implied.find((each) => each && RANK[each.level] < RANK[now.level]);
  if (above)
    return problem(
      "invalid",
      `${above.name} is of a higher level: what is implied is of the same level or below.`,
      "implies",
    );
  if (closure(after, now.implies).has(now.id))
    return problem("invalid", "what it implies leads back to itself.", "implies");
  const gated = implied.find((each) => each?.gated);
  return gated
    ? problem(
        "gated",
        `${gated.name} is given only where its gate is open, so nothing implies it.`,
        "implies",
      )
    : null;
}

/** Whether someone is left to administer is decided organization by organization: it must not move under all of them. */
function administeringProblem(
  old: Permission | undefined,
  now: Permission,
  { before, after }: Editions,
): EntryProblem | null {
  const had = new Set(old?.implies);
  const has = new Set(now.implies);
  const moved = [...[...had].filter((id) => !has.has(id)), ...[...has].filter((id) => !had.has(id))];
  const leads = (ids: readonly string[], catalogue: Catalogue<Permission>) =>
    [...closure(catalogue, ids)].some((id) => ADMINISTERING.has(catalogue.byId.get(id)?.name ?? ""));
  if (leads(moved, before) || leads(moved, after))
    return problem(
      "built-in",
      "what leads to the right to administer is neither implied nor taken out here. Give it by a role.",
      "implies",
    );
  return old && old.visibility !== now.visibility && leads(now.implies, after)
    ? problem("built-in", "it leads to the right to administer, so who sees it stays.", "visibility")
    : null;
}

function gateProblem(
  old: Permission | undefined,
  now: Permission,
  after: Catalogue<Permission>,
  use: PermissionUse,
): EntryProblem | null {
  if (!now.gated) return null;
  if (now.level !== "PROJECT")
    return problem(
      "invalid",
      "gates are opened project by project: only a project's permission can be gated.",
      "gated",
    );
  if (now.isDefault) return problem("invalid", "what is gated is not given to whoever joins.", "gated");
  const implying = [...after.byId.values()].find(({ implies }) => implies.includes(now.id));
  if (implying)
    return problem("wrong-state", `${implying.name} implies it, past every gate. Edit that first.`, "gated");
  return old && !old.gated && use.members + use.roles > 0
    ? problem(
        "wrong-state",
        `${inUse(use)} A gate would not take it away. Take it away there first.`,
        "gated",
      )
    : null;
}

function inUse({ members, roles, tokens, organizations }: PermissionUse): string {
  const said = [
    members > 0 ? `${members} ${members === 1 ? "person holds" : "people hold"} it` : "",
    roles > 0 ? `${roles} ${roles === 1 ? "role gives" : "roles give"} it` : "",
    tokens > 0 ? `${tokens} ${tokens === 1 ? "token is" : "tokens are"} narrowed to it` : "",
  ].filter(Boolean);
  return `${said.join(", ")}${organizations > 0 ? ` in ${organizations} ${organizations === 1 ? "organization" : "organizations"}` : ""}.`;
}
