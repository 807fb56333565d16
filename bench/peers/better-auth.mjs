// Better Auth as its own documentation sets it up, on the same server in a database of its own: an organization of a
// thousand members, and eight of its administrators who ask.
import { createServer } from "node:http";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import { organization } from "better-auth/plugins";
import pg from "pg";

const MEMBERS = 1000;
const ASKERS = 32;
const NAME = "bench_peer";

const server = new URL(process.env.PEER_SERVER);
const owner = new pg.Client({ connectionString: server.href });
await owner.connect();
await owner.query(`drop database if exists ${NAME} with (force)`);
await owner.query(`create database ${NAME}`);
await owner.end();

const pool = new pg.Pool({
  connectionString: Object.assign(new URL(server), { pathname: NAME }).href,
  max: 10,
});
const http = createServer((request, response) => handle(request, response));
await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
const { port } = http.address();
const auth = betterAuth({
  baseURL: `http://127.0.0.1:${port}`,
  secret: "the bench signs nothing else with this secret",
  database: pool,
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  plugins: [organization({ membershipLimit: 10_000 })],
});
const handle = toNodeHandler(auth);
await (await getMigrations(auth.options)).runMigrations();

const cookies = [];
for (let n = 0; n < ASKERS; n++) cookies.push(await signUp(n));
const { rows: users } = await pool.query('select id from "user" order by email');
const made = await auth.api.createOrganization({
  body: { name: "Bench", slug: "bench", userId: users[0].id },
});
for (const { id } of users.slice(1))
  await auth.api.addMember({ body: { userId: id, organizationId: made.id, role: "admin" } });
await pool.query(
  `insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
   select 'u' || i, 'Person', 'p' || i || '@peer.example', true, now(), now() from generate_series(1, $1::int) as i`,
  [MEMBERS],
);
await pool.query(
  `insert into member (id, "organizationId", "userId", role, "createdAt")
   select 'm' || i, $1, 'u' || i, 'member', now() from generate_series(1, $2::int) as i`,
  [made.id, MEMBERS],
);
await pool.query("vacuum (analyze)");
const members = Array.from({ length: MEMBERS }, (_, n) => `m${n + 1}`);
process.send({ port, organization: made.id, members, cookies });

async function signUp(n) {
  const answer = await auth.api.signUpEmail({
    body: { email: `a${n}@peer.example`, password: "a long enough password", name: "Asker" },
    returnHeaders: true,
  });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
