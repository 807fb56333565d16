"use client";
import { parseAsStringLiteral, useQueryState } from "nuqs";

export type AddBy = "colleagues" | "emails";

/** Whether people are being added to the project, and how. */
export function useAdding() {
  return useQueryState(
    "add",
    parseAsStringLiteral(["colleagues", "emails"]).withOptions({ history: "push" }),
  );
}
