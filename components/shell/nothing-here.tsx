import Link from "next/link";

/** What stands where a page would be that does not exist, or not for whoever asks. */
export function NothingHere({ home, to }: { readonly home: string; readonly to: string }) {
  return (
    <div className="flex min-h-[70dvh] flex-col items-center justify-center gap-2 p-6 text-center">
      <h1 className="font-semibold text-xl">Nothing here</h1>
      <p className="max-w-sm text-muted">It does not exist, or it is not yours to see.</p>
      <Link href={home} className="mt-2 font-medium text-accent underline underline-offset-4">
        {to}
      </Link>
    </div>
  );
}
