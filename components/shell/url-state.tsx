"use client";
import { usePathname, useRouter } from "next/navigation";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useCallback, useEffect } from "react";

interface Departure {
  readonly from: string;
  readonly to: string;
  readonly at: number;
}

/** How long a page may be on its way, in milliseconds: one that leads back to here never arrives. */
const PATIENCE = 10_000;

/** The page that the router was last asked for; in the browser only, and until it has arrived. */
let departure: Departure | undefined;

/**
 * Filters, sorts, searches and panels in the address.
 *
 * A search is written into the address a moment after it was typed. When a link was followed within that moment, the
 * write makes the router drop the page that it was fetching (`replaceState` is a restore to it, and a restore discards
 * what is pending), so it is asked for that page again.
 */
export function UrlState({ children }: { readonly children: ReactNode }) {
  const router = useRouter();
  const pathname = usePathname();
  const goOn = useCallback(
    (search: URLSearchParams) => {
      // The write follows at once; this comes after it.
      queueMicrotask(() => {
        if (departure && isUnderWay(departure)) router.push(departure.to);
      });
      return search;
    },
    [router],
  );
  useEffect(() => {
    if (departure && departure.from !== pathname) departure = undefined;
  }, [pathname]);
  useEffect(() => {
    document.addEventListener("click", noteLink);
    return () => document.removeEventListener("click", noteLink);
  }, []);
  return <NuqsAdapter processUrlSearchParams={goOn}>{children}</NuqsAdapter>;
}

/** Goes to a page without a link: by a key, or from the palette. */
export function useGo(): (href: string) => void {
  const router = useRouter();
  return (href) => {
    note(href);
    router.push(href);
  };
}

/** A link that the router has taken over: it prevents the browser's own way. */
function noteLink({ target, defaultPrevented }: MouseEvent): void {
  const link = target instanceof Element ? target.closest("a") : null;
  if (link && defaultPrevented) note(link.href);
}

function note(href: string): void {
  const { origin, pathname, search, hash } = new URL(href, location.href);
  const elsewhere = origin === location.origin && pathname !== location.pathname;
  const to = `${pathname}${search}${hash}`;
  departure = elsewhere ? { from: location.pathname, to, at: performance.now() } : undefined;
}

function isUnderWay({ from, at }: Departure): boolean {
  return from === location.pathname && performance.now() - at < PATIENCE;
}
