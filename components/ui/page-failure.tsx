import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { UNREACHABLE } from "@/lib/core/unreachable";
import { Failure } from "./states";

export interface PageFailureProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** Instead of a page that failed. Its parts came from the server, so trying again asks there first. */
export function PageFailure({ error, reset }: PageFailureProps) {
  const router = useRouter();
  const retry = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  if (error.digest === UNREACHABLE.digest)
    return <Failure title={UNREACHABLE.title} message={UNREACHABLE.advice} onRetry={retry} />;
  return (
    <Failure
      message="The page could not be shown. Nothing was changed."
      requestId={error.digest}
      onRetry={retry}
    />
  );
}
