import type { ReactNode } from "react";

interface FieldProps {
  readonly label: string;
  readonly id: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

/** A labelled control; give the control `id`, and `aria-describedby={`${id}-note`}`. */
export function Field({ label, id, hint, error, children }: FieldProps) {
  const note = error ?? hint;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-[13px]">
        {label}
      </label>
      {children}
      {note ? (
        <p
          id={`${id}-note`}
          role={error ? "alert" : undefined}
          className={error ? "text-[13px] text-bad" : "text-[13px] text-muted"}
        >
          {note}
        </p>
      ) : null}
    </div>
  );
}
