"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { isReadFailure } from "@/components/data/fetch-json";
import { deskQuery, meQuery } from "@/components/data/queries";
import { Failure, SkeletonRows } from "@/components/ui/states";
import { AccessSection } from "./access-section";
import type { PeopleActions } from "./asked";
import { PersonHeader } from "./person-header";
import { type PersonAt, personAt } from "./person-model";
import { personQuery } from "./person-queries";
import { ProjectsCard } from "./projects-card";
import { PeopleProvider } from "./provider";
import { RolesCard } from "./roles-card";
import { type SessionActions, SessionsCard } from "./sessions-card";
import { Timeline } from "./timeline";
import { TokensCard } from "./tokens-card";
import { ViewTabs } from "./view-tabs";

interface PersonProps {
  readonly organizationId: string;
  readonly membershipId: string;
  readonly actions: PeopleActions;
  readonly sessions: SessionActions;
}

/** One person: what he may do here and why, what could be changed about it, and what was. */
export function PersonScreen({ organizationId, membershipId, actions, sessions }: PersonProps) {
  const desk = useQuery(deskQuery(organizationId)).data;
  const person = useQuery(personQuery(organizationId, membershipId));
  const [place] = useQueryState("in", parseAsString);
  if (person.isError && !person.data) {
    const requestId = isReadFailure(person.error) ? person.error.requestId : undefined;
    return (
      <Failure message={person.error.message} requestId={requestId} onRetry={() => void person.refetch()} />
    );
  }
  if (!desk || !person.data) return <SkeletonRows label="Loading the person" />;
  return (
    <PeopleProvider organizationId={organizationId} actions={actions}>
      <Person at={personAt(desk, person.data, place ?? person.data.member.projectId)} sessions={sessions} />
    </PeopleProvider>
  );
}

const VIEWS = ["access", "history"] as const;

interface PersonPartProps {
  readonly at: PersonAt;
  readonly sessions: SessionActions;
}

function Person({ at, sessions }: PersonPartProps) {
  const [view, setView] = useQueryState("view", parseAsStringLiteral(VIEWS).withDefault("access"));
  const withHistory = at.desk.may.readAudit;
  return (
    <>
      <PersonHeader at={at} />
      <div className="grid gap-6 px-4 pb-16 md:px-8 xl:grid-cols-[minmax(0,1fr)_300px] xl:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-4 sm:flex-row xl:col-start-2 xl:flex-col">
          <RolesCard at={at} />
          <ProjectsCard at={at} />
        </div>
        <div className="min-w-0 xl:col-start-1 xl:row-span-2 xl:row-start-1">
          {withHistory ? <ViewTabs value={view} onChange={(next) => void setView(next)} /> : null}
          {view === "history" && withHistory ? <Timeline at={at} /> : <AccessSection at={at} />}
        </div>
        <Keys at={at} sessions={sessions} />
      </div>
    </>
  );
}

/** What opens doors in this person's name. Sessions are one's own alone, and not for who looks with his eyes. */
function Keys({ at, sessions }: PersonPartProps) {
  const me = useQuery(meQuery()).data;
  const isSelf = me !== undefined && me.person.id === at.view.member.person.id;
  const withTokens = isSelf || at.desk.may.readTokens;
  const withSessions = isSelf && me.viewing === null;
  if (!withTokens && !withSessions) return null;
  return (
    <div className="flex min-w-0 flex-col gap-4 sm:flex-row xl:col-start-2 xl:flex-col">
      {withTokens ? <TokensCard at={at} isSelf={isSelf} /> : null}
      {withSessions ? <SessionsCard {...sessions} /> : null}
    </div>
  );
}
