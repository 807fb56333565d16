"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { isReadFailure } from "@/components/data/fetch-json";
import { unpacked } from "@/components/data/packed";
import { Toasts } from "@/components/ui/toasts";
import { UrlState } from "./url-state";

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      hydrate: { deserializeData: unpacked },
      queries: {
        staleTime: 10_000,
        // Trying again helps when the server was away, not when it said no.
        retry: (count, error) =>
          count < 2 && isReadFailure(error) && (error.status === 0 || error.status >= 500),
      },
    },
  });
}

interface Props {
  /** Of the page's policy: lets the scripts and styles run that are written into it. */
  readonly nonce: string;
  readonly children: ReactNode;
}

export function Providers({ nonce, children }: Props) {
  const [client] = useState(makeClient);
  // The policy is that of the page that was loaded; a refresh brings the nonce of another request.
  const [own] = useState(nonce);
  useState(() => setNonce(own));
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      disableTransitionOnChange
      nonce={own}
      // Its script is for the server's page. Where the browser renders the page anew, as what is not found, React warns
      // of every script that it will not run; one that is data it lets be.
      {...(typeof window === "undefined" ? {} : { scriptProps: { type: "application/json" } })}
    >
      <QueryClientProvider client={client}>
        <UrlState>{children}</UrlState>
      </QueryClientProvider>
      <Toasts />
    </ThemeProvider>
  );
}
