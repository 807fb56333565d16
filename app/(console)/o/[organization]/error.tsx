"use client";
import { PageFailure, type PageFailureProps } from "@/components/ui/page-failure";

/** Inside the shell: what stands around a page that failed stays. */
export default function PageError(props: PageFailureProps) {
  return <PageFailure {...props} />;
}
