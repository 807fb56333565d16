import { expect, test } from "vitest";
import { hasInverse } from "./undo";

test("a way back is offered where there is one, and nowhere else", () => {
  const offered = (kind: string, before: unknown = null) => hasInverse({ kind, before });
  expect(offered("permission.added")).toBe(true);
  expect(offered("member.removed", { status: "ACTIVE" })).toBe(true);
  expect(offered("member.removed", { status: "INVITED" })).toBe(false);
  for (const kind of ["token.created", "webhook.deleted", "session.ended", "organization.created"])
    expect(offered(kind)).toBe(false);
});

test("an event of which too little is left offers none, instead of breaking the page", () => {
  expect(hasInverse({ kind: "permission.removed", before: null })).toBe(false);
});
