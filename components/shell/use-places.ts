"use client";
import { useQuery } from "@tanstack/react-query";
import { deskQuery, meQuery } from "@/components/data/queries";
import { type Place, placesOf, SUPPORT_PLACES } from "./navigation";

/** Where one can go from here: within an organization, or at the support desk. */
export function usePlaces(organizationId: string | null): readonly Place[] {
  const me = useQuery(meQuery()).data;
  const desk = useQuery({ ...deskQuery(organizationId ?? ""), enabled: organizationId !== null }).data;
  if (desk) return placesOf(desk);
  return organizationId === null && me?.operates ? SUPPORT_PLACES : [];
}
