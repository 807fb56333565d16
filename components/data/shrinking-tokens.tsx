import type { ShrinkingToken } from "@/lib/core/view";

/** The tokens that can do less afterwards. */
export function ShrinkingTokens({
  tokens = [],
}: {
  readonly tokens?: readonly ShrinkingToken[] | undefined;
}) {
  if (tokens.length === 0) return null;
  return (
    <section className="mt-3 rounded-md bg-warn-soft px-3 py-2 text-[13px] text-warn">
      <h3 className="font-medium">
        {tokens.length === 1 ? "One API token can do less" : `${tokens.length} API tokens can do less`}
      </h3>
      <ul className="mt-1 list-inside list-disc">
        {tokens.map(({ id, name, ownerEmail }) => (
          <li key={id}>
            {name ?? "A token"} of {ownerEmail}
          </li>
        ))}
      </ul>
    </section>
  );
}
