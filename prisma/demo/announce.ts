import { personBy } from "./people";
import { PASSWORD, SAMPLE, TOKENS } from "./samples";

const LOGINS: readonly (readonly [handle: string, what: string])[] = [
  ["maria.lindqvist", "owner, Northwind Grocers (retailer)"],
  ["priya.raman", "admin, Northwind Grocers"],
  [SAMPLE.memberHandle, "viewer, Northwind Grocers"],
  ["noa.feldman", "owner, Lumen Forge (software firm with projects)"],
  ["eleanor.whitcombe", "operator of the exchange, and of everything"],
];

/** What `npm start` prints below the address: the demonstration's logins and tokens, and a line to paste. */
export function announce(baseUrl: string): string {
  const logins = LOGINS.map(([handle, what]): [string, string] => [personBy(handle).email, what]);
  const tokens = Object.values(TOKENS).map(({ secret, owner }): [string, string] => [
    secret,
    personBy(owner).email,
  ]);
  return [
    `Demonstration logins, all with the password "${PASSWORD}":`,
    ...table(logins),
    "API tokens, for this demonstration alone:",
    ...table(tokens),
    "Paste this to give a viewer two permissions, as Crux Connect documents it (204), and then look at him:",
    `  ${curl(baseUrl)}`,
  ].join("\n");
}

/** Seed 000's call with another host, in one line. */
function curl(baseUrl: string): string {
  const url = `${baseUrl}/api/organizations/users/permissions/${SAMPLE.member}/`;
  const body = JSON.stringify({ permission_uuids: SAMPLE.permissions });
  const headers = [
    `Authorization: Token ${TOKENS.crux.secret}`,
    "Content-Type: application/json; charset=utf-8",
  ];
  return `curl -i -X PATCH ${headers.map((header) => `-H '${header}'`).join(" ")} -d '${body}' ${url}`;
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`);
}
