import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { expect, test } from "vitest";
import { ownPath } from "@/app/sign-in/own-path";
import { consoleSecret } from "@/lib/identity/console-session";
import { cookieOf, openSession } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { makeMember } from "@/lib/testing/fixtures";
import { makeFreeHand } from "@/lib/testing/world";
import { ask } from "./negative/ask";
import { ACTIONS } from "./registry/actions";
import { PLANS } from "./registry/plans";
import { report } from "./report";

const { owner } = useDatabase("base");

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** What somebody could put into the cookie who knows a session's secret, or has somebody's cookie, but not our key. */
async function forgedCookies(real: string): Promise<readonly string[]> {
  const claims = { secret: "gds_guessed", sub: randomUUID(), exp: 9_999_999_999 };
  const [head = "", key = "", vector = "", text = "", tag = ""] = real.split(".");
  // The first letter: of the last one not every bit counts.
  const flipped = (part: string) => `${part.startsWith("A") ? "B" : "A"}${part.slice(1)}`;
  const other = await encode({
    token: { secret: "gds_guessed" },
    secret: "another key of thirty-two characters",
  });
  const none = ["none", "None", "NONE", "HS256", "dir"].map(
    (alg) => `${base64({ alg, typ: "JWT" })}.${base64(claims)}.`,
  );
  return [
    ...none,
    `${base64({ alg: "none" })}.${base64(claims)}`,
    `${base64({ alg: "dir", enc: "none" })}..${vector}.${base64(claims)}.`,
    other,
    [head, key, vector, flipped(text), tag].join("."),
    [head, key, flipped(vector), text, tag].join("."),
    [head, key, vector, text, flipped(tag)].join("."),
    [head, key, vector, text, ""].join("."),
    [base64({ alg: "dir", enc: "A128GCM" }), key, vector, text, tag].join("."),
    [head, key, vector, text].join("."),
    await encode({
      token: { secret: "gds_guessed" },
      secret: process.env.NEXTAUTH_SECRET ?? "",
      maxAge: -60,
    }),
    await encode({ token: { secret: { not: "" } }, secret: process.env.NEXTAUTH_SECRET ?? "" }),
    await encode({ token: {}, secret: process.env.NEXTAUTH_SECRET ?? "" }),
    await encode({ token: { secret: "gds_guessed", sub: "1" }, secret: process.env.NEXTAUTH_SECRET ?? "" }),
    "gds_guessed",
    "",
    ".....",
    "null",
  ];
}

test("no cookie that we did not make, or that is over, opens anything", async () => {
  const { personId } = await makeMember(owner, {
    organizationId: (await makeFreeHand(owner)).tenant.organizationId,
  });
  const cookie = await openSession(owner, personId);
  const real = cookie.slice("session=".length);
  const me = PLANS.find(([{ name }]) => name === "console GET /me");
  if (!me) throw new Error("the console does not say who is signed in");
  const statusOf = async (each: string) => (await ask(me[0], {}, { cookie: `session=${each}` })).status;
  expect(await statusOf(real)).toBe(200);
  const forged = await forgedCookies(real);
  const wrong: string[] = [];
  for (const each of forged) if ((await statusOf(each)) !== 401) wrong.push(each);
  await report({
    promise: "No forged, foreign or ended cookie opens anything",
    cases: forged.length,
    wrong: wrong.length,
  });
  expect(wrong).toEqual([]);
  expect(await consoleSecret(`xsession=${real}`)).toBeNull();
});

const FORMULAS = [
  "=1+1",
  "+1",
  "-1",
  "@SUM(1)",
  "\t=1",
  "\r=1",
  '=HYPERLINK("http://evil.example","x")',
  "=cmd|' /C calc'!A0",
  "\n=1",
  "＝1+1",
];

test("no cell of a file of ours is a formula to a spreadsheet", async () => {
  const wrong: string[] = [];
  let cases = 0;
  for (const formula of FORMULAS) {
    const { tenant, boss } = await makeFreeHand(owner);
    const { ids } = tenant;
    await owner.query("update person set first_name = $2, last_name = $2, job_title = $2 where id = $1", [
      ids.person,
      formula,
    ]);
    await owner.query("update role set name = $2, description = $2 where id = $1", [ids.role, formula]);
    await owner.query("update project set name = $2 where id = $1", [ids.project, formula]);
    await owner.query("update api_token set name = $2 where id = $1", [ids.token, formula]);
    for (const [entry, plan] of PLANS.filter(([{ name }]) => name.includes("export"))) {
      const answer = await ask(entry, plan.call(ids), { authorization: `Token ${boss}` });
      const starts = cellsOf(answer.text).filter((cell) =>
        /^[\s]*[=+@＝＋＠－]|^[\s]*-(?!\d+(\.\d+)?$)/.test(cell),
      );
      cases++;
      if (answer.status !== 200 || starts.length > 0)
        wrong.push(`${entry.name} ${answer.status}: ${starts.join(" | ")}`);
    }
  }
  await report({ promise: "No cell of an export is a formula", cases, wrong: wrong.length });
  expect(wrong).toEqual([]);
});

/** The cells of a CSV file, as RFC 4180 has them. */
function cellsOf(text: string): string[] {
  return [...text.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^,\r\n]*))/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? "") : quoted.replaceAll('""', '"'),
  );
}

const ELSEWHERE = [
  "http://evil.example",
  "https://evil.example/o/1",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/o/..//evil.example",
  "/%2e//evil.example",
  "/%2e%2e//evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "http:evil.example",
  "http:/evil.example",
  "http://here.invalid//evil.example",
  "http://here.invalid@evil.example",
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "http://[",
  "https:evil.example",
  " //evil.example",
  ".//evil.example",
  "//evil.example/%2e%2e",
];

test("sign-in leads to nobody else's site", async () => {
  const wrong = ELSEWHERE.filter(
    (each) => new URL(ownPath(each), "http://our.example").origin !== "http://our.example",
  );
  await report({ promise: "Sign-in leads to no other site", cases: ELSEWHERE.length, wrong: wrong.length });
  expect(wrong).toEqual([]);
  expect(ownPath("/o/1/members?search=a")).toBe("/o/1/members?search=a");
});

test("no server action takes text that cannot be stored, in any of its fields", async () => {
  const { tenant, boss } = await makeFreeHand(owner);
  const wrong: string[] = [];
  let cases = 0;
  const taking = ACTIONS.filter(([, plan]) => plan.call(tenant.ids).body !== undefined);
  for (const [entry, plan] of taking) {
    for (const odd of ["\u0000", "\ud800"]) {
      const body: unknown = JSON.parse(
        JSON.stringify(plan.call(tenant.ids).body, (_, value: unknown) =>
          typeof value === "string" ? `${value}${odd}` : value,
        ),
      );
      const { status } = await ask(
        entry,
        { body },
        { cookie: await cookieOf(boss), "sec-fetch-site": "same-origin" },
      ).catch(() => ({
        status: 599,
      }));
      cases++;
      if (status < 400 || status >= 500) wrong.push(`${entry.name}: ${status}`);
    }
  }
  await report({ promise: "Actions refuse text that cannot be stored", cases, wrong: wrong.length });
  expect(wrong).toEqual([]);
});

test("a body of more than a mebibyte is not read, whatever is in it", async () => {
  const { boss } = await makeFreeHand(owner);
  const create = PLANS.find(([{ name }]) => name === "v1 POST /organizations")?.[0];
  if (!create) throw new Error("no organization can be founded");
  const statusOf = async (blanks: number) => {
    const bytes = new Uint8Array(Buffer.from(`{"name":"Big"${" ".repeat(blanks)}}`));
    return (await ask(create, { bytes }, { authorization: `Token ${boss}` })).status;
  };
  expect(await statusOf(1_000_000)).toBe(201);
  expect(await statusOf(1_048_576)).toBe(413);
});
