interface TickBoxProps {
  readonly label: string;
  readonly checked: boolean | "some";
  readonly onChange: (checked: boolean) => void;
}

/** A box in a head. The platform's own: there are many, and the grid is one tab stop, so its keys reach it instead. */
export function TickBox({ label, checked, onChange }: TickBoxProps) {
  return (
    <input
      type="checkbox"
      tabIndex={-1}
      aria-label={label}
      title={label}
      checked={checked === true}
      ref={(box) => {
        if (box) box.indeterminate = checked === "some";
      }}
      onChange={(event) => onChange(event.target.checked)}
      className="size-4 shrink-0 accent-accent"
    />
  );
}
