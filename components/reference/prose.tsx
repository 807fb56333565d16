/** A sentence of the document; what stands in backticks is code. */
export function Prose({ text }: { readonly text: string }) {
  const parts = text
    .split("`")
    .map((part, index) => ({ part, code: index % 2 === 1, key: `${index}${part}` }));
  return parts.map(({ part, code, key }) =>
    code ? (
      <code key={key} className="rounded bg-sunken px-1 font-mono text-ink text-xs [overflow-wrap:anywhere]">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
