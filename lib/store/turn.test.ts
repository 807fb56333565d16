import { expect, test, vi } from "vitest";
import { inTurn } from "./turn";

/** An act that says when it begins, and ends when it is told to. */
function held(name: string, said: string[]) {
  let end: () => void = () => undefined;
  const until = new Promise<void>((resolve) => {
    end = resolve;
  });
  const act = async () => {
    said.push(name);
    await until;
    return name;
  };
  return { act, end: () => end() };
}

test("who comes to one organization goes in the order of coming, and nobody waits for another organization's", async () => {
  const said: string[] = [];
  const [one, two] = [held("one", said), held("two", said)];
  const first = inTurn("a", one.act);
  const second = inTurn("a", two.act);
  expect(await inTurn("b", async () => "elsewhere")).toBe("elsewhere");
  expect(said).toEqual(["one"]);
  one.end();
  expect(await first).toBe("one");
  await vi.waitFor(() => expect(said).toEqual(["one", "two"]));
  two.end();
  expect(await second).toBe("two");
});

test("one that fails does not keep the next one waiting", async () => {
  const failing = inTurn("a", () => Promise.reject(new Error("no")));
  const next = inTurn("a", async () => "next");
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("next");
});

test("who has waited two seconds is told so and does nothing, and those behind him keep their order", async () => {
  vi.useFakeTimers();
  const said: string[] = [];
  const slow = held("slow", said);
  const first = inTurn("a", slow.act);
  const impatient = inTurn("a", async () => said.push("impatient"));
  await vi.advanceTimersByTimeAsync(1_500);
  const patient = inTurn("a", async () => said.push("patient"));
  await vi.advanceTimersByTimeAsync(600);
  expect(await impatient).toBeNull();
  slow.end();
  vi.useRealTimers();
  await Promise.all([first, patient]);
  expect(said).toEqual(["slow", "patient"]);
});
