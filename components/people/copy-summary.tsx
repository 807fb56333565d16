import type { CopyPlan } from "./copy-plan";
import { counted, listed } from "./words";

/** How what was chosen will be given. */
export function CopySummary({ plan: { roles, partial, direct } }: { readonly plan: CopyPlan }) {
  const given = [
    ...(roles.length > 0
      ? [
          `${roles.length === 1 ? "the role" : "the roles"} ${listed(
            roles.map(({ name }) => name),
            4,
          )}`,
        ]
      : []),
    ...(direct > 0 ? [counted(direct, "direct permission")] : []),
  ];
  return (
    <div aria-live="polite" className="rounded-md bg-sunken px-3 py-2 text-[13px]">
      {given.length === 0 ? <p>Nothing is chosen.</p> : <p>Gives {listed(given)}.</p>}
      {partial.length > 0 ? (
        <p className="mt-1 text-muted text-xs">
          Not as a role, since a part of it is left out:{" "}
          {listed(
            partial.map(({ name }) => name),
            4,
          )}
          . What you chose of it is given directly.
        </p>
      ) : null}
    </div>
  );
}
