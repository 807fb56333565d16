import Link from "next/link";

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-2 p-6 text-center">
      <h1 className="font-semibold text-xl">Nothing here</h1>
      <p className="max-w-sm text-muted">It does not exist, or it is not yours to see.</p>
      <Link href="/" className="mt-2 font-medium text-accent underline underline-offset-4">
        To the start
      </Link>
    </main>
  );
}
