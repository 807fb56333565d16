const LOOKS = [
  ["direct", "Direct"],
  ["role", "By a role"],
  ["organization", "From above"],
  ["implied", "Implied"],
  ["none", "Not held"],
] as const;

/** What the marks mean. */
export function Legend() {
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-muted text-xs" aria-label="Legend">
      {LOOKS.map(([look, label]) => (
        <li key={look} className="flex items-center gap-1">
          <span aria-hidden className="grid-cell matrix-cell !static !h-5 !w-5 !border-0" data-look={look} />{" "}
          {label}
        </li>
      ))}
      <li className="flex items-center gap-1">
        <span
          aria-hidden
          className="grid-cell matrix-cell !relative !h-6 !w-8 !border-0"
          data-look="direct"
          data-ends="true"
        />{" "}
        Ends
      </li>
    </ul>
  );
}
