import { describe, expect, test } from "vitest";
import { code, owner } from "@/lib/testing/cast";
import { as, command, member, project, snapshot } from "@/lib/testing/snapshot";
import type { Change } from "./change";
import { decide } from "./decide";

describe("gates", () => {
  const inProject = member("bob", { project: "apollo" });
  const change: Change = {
    kind: "add-permission",
    member: "bob/apollo",
    permission: "CAN_IMPERSONATE_OTHER_USERS",
  };
  test("a gated permission is given only where its gate is open", () => {
    expect(
      code(
        decide(
          as("olga"),
          command(change),
          snapshot({ actor: [owner], members: [inProject], projects: [project("apollo")] }),
        ),
      ),
    ).toBe("gated");
    const open = [project("apollo", { openGates: ["CAN_IMPERSONATE_OTHER_USERS"] })];
    expect(
      code(
        decide(
          as("olga"),
          command(change),
          snapshot({ actor: [owner], members: [inProject], projects: open }),
        ),
      ),
    ).toBe("ok");
  });
  test("only an operator opens a gate", () => {
    const opening: Change = {
      kind: "open-gate",
      project: "apollo",
      permission: "CAN_IMPERSONATE_OTHER_USERS",
    };
    expect(
      code(decide(as("olga"), command(opening), snapshot({ actor: [owner], projects: [project("apollo")] }))),
    ).toBe("not-allowed");
  });
});
