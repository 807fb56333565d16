import { expect, test } from "vitest";
import { handle } from "@/lib/dialects/authzen/family";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { DOORS } from "@/lib/testing/doors/all";
import { makeScene } from "@/lib/testing/doors/scene";

const { owner } = useDatabase("base");
const ask = asking(handle, "");

test.each(DOORS)(
  "what changes is decided so at the next question to AuthZEN: through $title",
  async (door) => {
    const { boss, bob, first, place } = await makeScene(owner, door);
    const token = await makeToken(owner, boss.personId);
    const { organizationId, projectId } = place;
    const body = {
      subject: { type: "user", id: bob.personId },
      action: { name: first.name },
      resource:
        projectId === undefined
          ? { type: "organization", id: organizationId }
          : { type: "project", id: projectId },
    };
    const decision = async () => (await ask("POST", "/access/v1/evaluation", { token, body })).body.decision;
    expect(await decision()).toBe(false);
    await door.add(boss, bob, [first]);
    expect(await decision()).toBe(true);
    await door.remove(boss, bob, [first]);
    expect(await decision()).toBe(false);
  },
);
