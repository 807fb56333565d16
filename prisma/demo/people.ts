import { idOf } from "./ids";
import { ORGANIZATIONS, type OrganizationKey } from "./organizations";
import { INVITED, OUTSIDERS } from "./people-others";
import { RETAILER_TEAMS } from "./people-retailer";
import { NEWCOMER_TEAMS, SOFTWARE_TEAMS } from "./people-software";
import { SUPPLIER_TEAMS } from "./people-supplier";
import { SYSTEM_TEAMS } from "./people-system";
import { SAMPLE } from "./samples";

/** People who join an organization in one command; whoever founds it is alone in his team. */
export interface Team {
  readonly founds?: true;
  /** Days before today, and the time. */
  readonly joins: readonly [days: number, time: string];
  readonly by: string;
  readonly people: readonly (readonly [name: string, jobTitle: string, ...roles: string[]])[];
}

export interface DemoPerson {
  readonly id: string;
  /** The word for him in the histories: "first.last", without accents. */
  readonly handle: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly jobTitle: string | null;
}

export const TEAMS: Readonly<Record<OrganizationKey, readonly Team[]>> = {
  system: SYSTEM_TEAMS,
  retailer: RETAILER_TEAMS,
  supplier: SUPPLIER_TEAMS,
  software: SOFTWARE_TEAMS,
  newcomer: NEWCOMER_TEAMS,
};

/** Everyone with an account from the start, in the order of their numbers (the first has number 1). */
export const PEOPLE: readonly DemoPerson[] = [
  ...(Object.keys(TEAMS) as OrganizationKey[]).flatMap((key) =>
    TEAMS[key].flatMap((team) =>
      team.people.map(([name, jobTitle]) => personOf(name, jobTitle, addressOf(name, key))),
    ),
  ),
  ...OUTSIDERS.map(([name, jobTitle, email]) => personOf(name, jobTitle, email)),
];

const BY_HANDLE = new Map(
  [...PEOPLE, ...INVITED.map(([name, email]) => personOf(name, null, email))].map((person) => [
    person.handle,
    person,
  ]),
);

/** Throws where nobody has this handle. */
export function personBy(handle: string): DemoPerson {
  const person = BY_HANDLE.get(handle);
  if (!person) throw new Error(`The demonstration has nobody called ${handle}.`);
  return person;
}

/** "Elif Yıldız" is elif.yildiz, in the histories and in front of the @. */
export function handleOf(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").replace(/ı/g, "i").replace(/ø/g, "o");
  return plain.replace(/ł/g, "l").toLowerCase().replace(/ /g, ".");
}

function addressOf(name: string, key: OrganizationKey): string {
  return `${handleOf(name)}@${ORGANIZATIONS[key].domain}`;
}

function personOf(name: string, jobTitle: string | null, email: string): DemoPerson {
  const [firstName = "", ...rest] = name.split(" ");
  const id = email === SAMPLE.personEmail ? SAMPLE.person : idOf(`person ${email}`);
  return { id, handle: handleOf(name), email, firstName, lastName: rest.join(" "), jobTitle };
}
