"use client";
import { useEffect, useState } from "react";

/** The secret behind the `#` of a mailed link; undefined until the page is live, null where there is none. */
export function useHashToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    setToken(new URLSearchParams(window.location.hash.slice(1)).get("token") || null);
  }, []);
  return token;
}
