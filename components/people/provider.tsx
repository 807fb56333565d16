"use client";
import dynamic from "next/dynamic";
import { type ReactNode, useMemo, useState } from "react";
import type { PeopleActions, ReviewRequest } from "./asked";
import { PeopleContext } from "./context";

const ReviewDialog = dynamic(() => import("./review-dialog").then((module) => module.ReviewDialog));

interface ProviderProps {
  readonly organizationId: string;
  readonly actions: PeopleActions;
  readonly children: ReactNode;
}

/** Holds the writes of a screen and the one review that all of its acts go through. */
export function PeopleProvider({ organizationId, actions, children }: ProviderProps) {
  const [request, setRequest] = useState<ReviewRequest | null>(null);
  const value = useMemo(
    () => ({ organizationId, actions, review: setRequest, reviewing: request !== null }),
    [organizationId, actions, request],
  );
  return (
    <PeopleContext value={value}>
      {children}
      {request ? <ReviewDialog request={request} onClose={() => setRequest(null)} /> : null}
    </PeopleContext>
  );
}
