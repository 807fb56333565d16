"use client";
import { PageFailure, type PageFailureProps } from "@/components/ui/page-failure";

export default function PageError(props: PageFailureProps) {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <PageFailure {...props} />
    </main>
  );
}
