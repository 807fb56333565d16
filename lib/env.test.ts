import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readStartEnv, variableNames } from "./env";

const secret = "tests sign with this, nobody else";
const external = { DATABASE_URL: "postgresql://localhost/x", NEXTAUTH_SECRET: secret };

test("without any variable the product brings its own database and the demonstration data", () => {
  const env = readStartEnv({});
  expect(env.DATABASE_URL).toBeUndefined();
  expect(env).toMatchObject({
    HOST: "127.0.0.1",
    PORT: 3000,
    PUBLIC_URL: "http://localhost:3000",
    DEMO_DATA: true,
  });
});

test("with DATABASE_URL no demonstration data unless asked", () => {
  expect(readStartEnv(external).DEMO_DATA).toBe(false);
  expect(readStartEnv({ ...external, DEMO_DATA: "true" }).DEMO_DATA).toBe(true);
});

test("an empty variable is an unset one", () => {
  expect(readStartEnv({ PORT: "", SMTP_URL: "" })).toMatchObject({ PORT: 3000 });
});

test.each([
  ["PORT", { PORT: "http" }],
  ["DATABASE_URL", { DATABASE_URL: "mysql://localhost/x" }],
  ["NEXTAUTH_SECRET", { NEXTAUTH_SECRET: "short" }],
  ["NEXTAUTH_SECRET", { NEXTAUTH_SECRET: "s".repeat(32) }],
  ["NEXTAUTH_SECRET", { DATABASE_URL: "postgresql://localhost/x" }],
  ["LISTEN_DATABASE_URL", { ...external, DATABASE_POOLER: "true" }],
  ["DATABASE_POOLER", { DATABASE_POOLER: "true" }],
  ["LISTEN_DATABASE_URL", { LISTEN_DATABASE_URL: external.DATABASE_URL }],
  ["DEMO_DATA", { DEMO_DATA: "perhaps" }],
  ["LOG_LEVEL", { LOG_LEVEL: "loud" }],
  ["PUBLIC_URL", { PUBLIC_URL: "grantdesk.example.com" }],
  ["OTEL_EXPORTER_OTLP_ENDPOINT", { OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4318" }],
  ["OIDC_ISSUER", { OIDC_ISSUER: "login.example.com" }],
  ["OIDC_CLIENT_SECRET", { OIDC_ISSUER: "https://login.example.com", OIDC_CLIENT_ID: "grantdesk" }],
])("a wrong %s is named", (name, source) => {
  expect(() => readStartEnv(source)).toThrow(`\n  ${name}: `);
});

test("the secret of .env.example is refused: everybody can read it there", () => {
  const [, example] = /^# NEXTAUTH_SECRET=(.+)$/m.exec(readFileSync(".env.example", "utf8")) ?? [];
  expect(() => readStartEnv({ NEXTAUTH_SECRET: example })).toThrow("anybody can guess");
});

test("a wrong value is not repeated, it may be a secret", () => {
  expect(() => readStartEnv({ NEXTAUTH_SECRET: "hunter2" })).toThrow(/^(?!.*hunter2)/s);
});

test(".env.example names every variable, and no other", () => {
  const example = readFileSync(".env.example", "utf8");
  const named = [...example.matchAll(/^# ([A-Z_]+)=/gm)].map((match) => match[1]);
  expect(named.sort()).toEqual(variableNames.toSorted());
});
