import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface Props {
  readonly label: string;
  readonly isNew: boolean;
  readonly error: string | undefined;
  readonly disabled: boolean;
}

/** A password, new or known; a password manager is told which. */
export function PasswordField({ label, isNew, error, disabled }: Props) {
  return (
    <Field id="password" label={label} error={error} hint={isNew ? "At least 10 characters." : undefined}>
      <Input
        id="password"
        name="password"
        type="password"
        autoComplete={isNew ? "new-password" : "current-password"}
        minLength={isNew ? 10 : undefined}
        required
        disabled={disabled}
        aria-invalid={error !== undefined}
        aria-describedby="password-note"
      />
    </Field>
  );
}
