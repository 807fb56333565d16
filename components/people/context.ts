"use client";
import { createContext, useContext } from "react";
import type { PeopleActions, ReviewRequest } from "./asked";

interface People {
  readonly organizationId: string;
  readonly actions: PeopleActions;
  /** Shows what changes would do; they are applied from there. */
  readonly review: (request: ReviewRequest) => void;
  /** A review is open: what led to it steps aside and comes back as it was. */
  readonly reviewing: boolean;
}

export const PeopleContext = createContext<People | null>(null);

export function usePeople(): People {
  const people = useContext(PeopleContext);
  if (!people) throw new Error("usePeople is for what stands inside a PeopleProvider");
  return people;
}
