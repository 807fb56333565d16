import { expect, test } from "vitest";
import { addressIn, claimsOf } from "./provider";

const said = (email: unknown) =>
  claimsOf({ iss: "https://a.example", sub: "1", email, email_verified: true })?.email;

test.each([
  ["a domain alone", "example.com"],
  ["nobody at a domain", "@example.com"],
  ["two addresses", "a@evil.example, b@example.com"],
  ["two signs", "a@evil.example@example.com"],
  ["a name before it", "anna <anna@example.com>"],
  ["a letter that only looks like k in lower case", "\u212Aim@example.com"],
  ["a NUL", "a\0@example.com"],
  ["no text", { value: "a@example.com" }],
])("what a provider tells is no address where it is %s", (_, email) => {
  expect(said(email)).toBeNull();
});

test("an address is one in any case, with letters of any script", () => {
  for (const email of [" Anna@Example.COM ", "jos\u00e9@example.com"]) expect(said(email)).toBe(email.trim());
});

test("a word about one address verifies no other", () => {
  const [one, other] = ["a@example.com", "b@example.com"];
  const verified = (token: object, more: object) => addressIn([{ ...token }, { ...more }]).email_verified;
  expect(verified({ email: one }, { email: other, email_verified: true })).toBe(false);
  expect(verified({ email_verified: true }, { email: other })).toBe(false);
  expect(verified({ email: one, email_verified: "true" }, {})).toBe(false);
  expect(verified({ email: one }, { email: one, email_verified: true })).toBe(true);
  expect(verified({ email: one, email_verified: true }, {})).toBe(true);
  expect(addressIn([{}, { email: other, email_verified: true }])).toEqual({
    email: other,
    email_verified: true,
  });
  expect(addressIn([{}, {}])).toEqual({});
});

test("a name is kept as far as it is text that can be stored", () => {
  const named = {
    iss: "https://a.example",
    sub: "1",
    given_name: `${"a".repeat(199)}\u{1f600}`,
    family_name: "\0b",
  };
  expect(claimsOf(named)).toMatchObject({ firstName: `${"a".repeat(199)}\ufffd`, lastName: "b" });
});
