"use client";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { deskQuery, MATRIX_PAGE, type PeopleFilter, peopleQuery } from "@/components/data/queries";
import type { Member, Role } from "@/lib/core/state";
import type { ChangeView, DeskView, PeopleView } from "@/lib/core/view";
import type { Base } from "./model";

export interface MatrixData {
  readonly desk: DeskView | undefined;
  readonly base: Base | undefined;
  readonly members: readonly Member[];
  readonly givers: Readonly<Record<string, string>>;
  readonly total: number;
  readonly error: Error | null;
  readonly retry: () => void;
  readonly more: () => void;
  /** Puts what a write answered into the cache: no second fetch. */
  readonly take: (changed: ChangeView) => void;
}

/** The rows that are loaded, as core nouns, and everything that explains them. */
export function useMatrixData(organizationId: string, filter: PeopleFilter): MatrixData {
  const client = useQueryClient();
  const desk = useQuery(deskQuery(organizationId));
  const query = useMemo(
    () => peopleQuery(organizationId, { ...filter, limit: MATRIX_PAGE }),
    [organizationId, filter],
  );
  const people = useInfiniteQuery({ ...query, placeholderData: (previous) => previous });
  const { hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = people;
  const pages = people.data?.pages;
  const base = useMemo(
    () => (desk.data && pages ? baseOf(desk.data, pages, filter.project !== undefined) : undefined),
    [desk.data, pages, filter.project],
  );
  const take = useCallback(
    (changed: ChangeView) => {
      client.setQueryData(
        query.queryKey,
        (old) => old && { ...old, pages: old.pages.map((page) => withChanged(page, changed)) },
      );
      void client.invalidateQueries({ queryKey: ["organization", organizationId] });
    },
    [client, query, organizationId],
  );
  return {
    desk: desk.data,
    base,
    members: useMemo(() => (pages ?? []).flatMap((page) => page.members), [pages]),
    givers: useMemo(() => Object.assign({}, ...(pages ?? []).map((page) => page.givers)), [pages]),
    total: pages?.[0]?.total ?? 0,
    error: people.error ?? desk.error,
    retry: useCallback(() => void refetch(), [refetch]),
    more: useCallback(() => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    }, [hasNextPage, isFetchingNextPage, fetchNextPage]),
    take,
  };
}

function baseOf(desk: DeskView, pages: readonly PeopleView[], inProject: boolean): Base {
  const roles = new Map<string, Role>(
    [...desk.roles, ...pages.flatMap((page) => page.roles)].map((role) => [role.id, role]),
  );
  const reached = pages.flatMap((page) => page.permissions);
  const own = inProject ? [...desk.permissions, ...desk.projectPermissions] : desk.permissions;
  const permissions = new Map([...reached, ...own].map((permission) => [permission.id, permission]));
  return {
    organization: desk.organization,
    members: pages.flatMap((page) => page.members),
    above: pages.flatMap((page) => page.above),
    roles: [...roles.values()],
    permissions: [...permissions.values()],
  };
}

function withChanged(page: PeopleView, changed: ChangeView): PeopleView {
  const byId = new Map(changed.members.map((member) => [member.id, member]));
  const roles = new Map([...page.roles, ...changed.roles].map((role) => [role.id, role]));
  return {
    ...page,
    revision: changed.revision,
    members: page.members.map((member) => byId.get(member.id) ?? member),
    roles: [...roles.values()],
  };
}
