import { expect, test } from "vitest";
import { makeLogger } from "./log";

const SECRET = "hunter2-hunter2";

function written(write: (logger: ReturnType<typeof makeLogger>) => void): string {
  let text = "";
  const keep = (line: string) => {
    text += line;
  };
  write(makeLogger("info", { write: keep }));
  return text;
}

test.each([
  "authorization",
  "cookie",
  "aptoken",
  "password",
  "secret",
  "token",
  "auth_token",
  "body",
  "email",
])("%s is not written, wherever in a line it stands", (name) => {
  const text = written((log) => log.info({ [name]: SECRET, a: { [name]: SECRET, b: { [name]: SECRET } } }));
  expect(text).toContain("[Redacted]");
  expect(text).not.toContain(SECRET);
});

test("a request's headers and body are not written, whatever is in them", () => {
  const text = written((log) =>
    log.error({ headers: { "x-odd": SECRET }, request: { body: [SECRET] } }, "odd"),
  );
  expect(text).not.toContain(SECRET);
});

test("a database's error tells which rule, and not which value", () => {
  const error = Object.assign(new Error(`invalid input syntax for type uuid: "${SECRET}"`), {
    code: "22P02",
    constraint: "person_email_key",
    detail: `Key (email)=(${SECRET}) already exists.`,
    where: SECRET,
    parameters: [SECRET],
  });
  const text = written((log) => log.error({ err: error }, "a request failed"));
  expect(text).not.toContain(SECRET);
  expect(JSON.parse(text).err).toMatchObject({
    type: "Error",
    code: "22P02",
    constraint: "person_email_key",
    message: 'invalid input syntax for type uuid: "…"',
    stack: expect.stringContaining("log.test.ts"),
  });
});

test("what is no error is not written either", () => {
  expect(written((log) => log.error({ err: SECRET }))).not.toContain(SECRET);
});
