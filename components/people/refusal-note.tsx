import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

interface NoteProps {
  readonly message: string;
  readonly signedOut?: boolean | undefined;
  readonly children?: ReactNode;
}

/** Why something was not done. Signing in happens beside this page, so that nothing in it is lost. */
export function RefusalNote({ message, signedOut, children }: NoteProps) {
  return (
    <div role="alert" className="flex gap-2 rounded-md bg-bad-soft px-3 py-2 text-[13px] text-bad">
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 break-words">
        {message} {signedOut ? <SignInAgain /> : null}
        {children}
      </div>
    </div>
  );
}

function SignInAgain() {
  const here = `${window.location.pathname}${window.location.search}`;
  return (
    <a
      href={`/sign-in?callbackUrl=${encodeURIComponent(here)}`}
      target="_blank"
      rel="noreferrer"
      className="font-medium underline underline-offset-4"
    >
      Sign in in a new tab
    </a>
  );
}
