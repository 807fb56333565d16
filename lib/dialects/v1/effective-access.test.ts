import { expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { useDatabase } from "@/lib/testing/database";
import { allPages, makeOrganizationScene } from "@/lib/testing/organization-scene";
import { handle } from "./family";

const { owner } = useDatabase("demo");
const ask = asking(handle, "/api/v1");

interface Held {
  readonly email: string;
  readonly status: string;
  readonly permissions: string[];
}

interface Explained extends Omit<Held, "permissions"> {
  readonly access: readonly { readonly name: string }[];
}

async function ownerOf(email: string) {
  const { rows } = await owner.query<{ organization: string; person: string }>(
    `select m.organization_id as organization, m.person_id as person from membership m join person p on p.id = m.person_id
     where p.email = $1 and m.project_id is null`,
    [email],
  );
  return rows[0] ?? { organization: "", person: "" };
}

const OWNERS = [
  "maria.lindqvist@northwind-grocers.example",
  "noa.feldman@lumenforge.example",
  "eleanor.whitcombe@tidewater-exchange.example",
];

test.each(OWNERS)(
  "the list says of everyone what the explained list says, page by page: %s",
  async (email) => {
    const { organization, person } = await ownerOf(email);
    const token = await tokenFor(person, organization);
    const { rows: projects } = await owner.query(
      "select id from project where organization_id = $1 limit 2",
      [organization],
    );
    const base = `/organizations/${organization}`;
    for (const scope of ["", ...projects.map(({ id }) => `&project_id=${id}`)]) {
      const list = <T>(path: string, limit: number) =>
        allPages<T>((query) => ask("GET", `${base}/${path}?${query}${scope}`, { token }), limit);
      const lean = (await list<Held>("effective-access", 7)).flat();
      const full = (await list<Explained>("members", 1000)).flat();
      expect(lean.map((each) => each.email)).toEqual(full.map((each) => each.email));
      const explained = full.map(({ status, access }) =>
        status === "ACTIVE" ? access.map(({ name }) => name).toSorted() : [],
      );
      expect(lean.map(({ permissions }) => permissions)).toEqual(explained);
    }
  },
);

async function tokenFor(person: string, organization: string): Promise<string> {
  const secret = `gd_test_${person}`;
  await owner.query(
    "insert into api_token (person_id, organization_id, secret_hash, redacted) values ($1, $2, sha256($3::text::bytea), '…')",
    [person, organization, secret],
  );
  return secret;
}

test("it is for who may read people there; a member learns nothing, and a stranger not that it is there", async () => {
  const { organizationId, member, stranger } = await makeOrganizationScene(owner);
  const path = `/organizations/${organizationId}/effective-access`;
  expect((await ask("GET", path, { token: member.token })).status).toBe(403);
  expect((await ask("GET", path, { token: stranger.token })).status).toBe(404);
});
