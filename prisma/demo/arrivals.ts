import type { Clock } from "./clock";
import { type Act, deskOf } from "./desk";
import type { OrganizationKey } from "./organizations";
import { handleOf, TEAMS } from "./people";

/** The days on which the teams joined, one command each; the founders were there before. */
export function arrivals(key: OrganizationKey, clock: Clock): Act[] {
  const { on, join } = deskOf(key, clock);
  return TEAMS[key].flatMap(({ founds, joins: [days, time], by, people }) => {
    if (founds) return [];
    return [
      on(
        days,
        time,
        by,
        people.map(([name, , ...roles]) => join(handleOf(name), roles)),
      ),
    ];
  });
}
