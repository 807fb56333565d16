"use client";
import { Failure } from "@/components/ui/states";

export default function PageError({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <Failure
        message="The page could not be shown. Nothing was changed."
        requestId={error.digest}
        onRetry={reset}
      />
    </main>
  );
}
