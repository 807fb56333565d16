"use client";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { listenToToasts, takeToasts } from "./toast";

/** Shows what was said before it was there, and from then on. */
export function Toaster() {
  // Its own parts listen first: effects run from the inside out.
  useEffect(
    () =>
      listenToToasts(() => {
        for (const { kind, message, options } of takeToasts()) toast[kind](message, options);
      }),
    [],
  );
  return (
    <Sonner
      position="bottom-right"
      closeButton
      toastOptions={{
        classNames: {
          toast: "!bg-raised !text-ink !border-line !font-sans",
          actionButton: "!bg-accent !text-accent-ink",
        },
      }}
    />
  );
}
