import type { Client } from "pg";
import { arrivals } from "./arrivals";
import { type Clock, clockOf } from "./clock";
import type { Act } from "./desk";
import { finish } from "./finish";
import { found } from "./found";
import { insertFunctions } from "./functions";
import { retailerHistory } from "./history-retailer";
import { retailerGrants } from "./history-retailer-grants";
import { newcomerHistory, softwareHistory } from "./history-software";
import { supplierHistory } from "./history-supplier";
import { systemHistory } from "./history-system";
import { insertPeople } from "./insert-people";
import { ORGANIZATIONS, type OrganizationKey } from "./organizations";
import { play } from "./play";

const KEYS = Object.keys(ORGANIZATIONS) as OrganizationKey[];

/**
 * Loads the demonstration data, as the tables' owner and in the caller's transaction: people and catalogue by SQL,
 * and everything about access by the commands of the last three months. The same data each time; only the days move
 * along with the day of loading. Rejects where the product's rules refuse a part of it.
 */
export async function loadDemonstration(client: Client): Promise<void> {
  const { rows } = await client.query<{ now: Date }>("select now() as now");
  const clock = clockOf(rows[0]?.now ?? new Date());
  await insertFunctions(client);
  await insertPeople(client, clock);
  for (const key of KEYS) await found(client, key, clock);
  await play(client, pastOf(clock));
  await finish(client, clock);
}

function pastOf(clock: Clock): Act[] {
  return [
    ...KEYS.flatMap((key) => arrivals(key, clock)),
    ...systemHistory(clock),
    ...retailerHistory(clock),
    ...retailerGrants(clock),
    ...supplierHistory(clock),
    ...softwareHistory(clock),
    ...newcomerHistory(clock),
  ];
}
