"use client";
import { useEffect, useState } from "react";

/** False until the page's script has taken over: a form that is sent before goes the browser's own way. */
export function useLive(): boolean {
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  return live;
}
