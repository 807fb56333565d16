import { afterAll, beforeAll, expect, test } from "vitest";
import { startReceiver } from "@/lib/testing/receiver";
import { isPublic } from "./networks";
import { send } from "./send";

let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());

const post = (url: string, rules: Partial<Parameters<typeof send>[1]> = {}) =>
  send({ url, headers: {}, body: "{}" }, { allowPrivate: false, timeoutMs: 5000, ...rules });

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.31.255.255",
  "192.168.0.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "::ffff:127.0.0.1",
  "::ffff:8.8.8.8",
  "64:ff9b::a00:1",
  "fe80::1",
  "fd00::1",
  "2002:7f00:1::",
  "2001:db8::1",
  "ff02::1",
])("%s is not on the public internet", (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"])(
  "%s is on the public internet",
  (address) => {
    expect(isPublic(address)).toBe(true);
  },
);

test.each([
  "https://127.0.0.1/",
  "https://[::1]/",
  "https://2130706433/",
  "https://0x7f.1/",
  "https://localhost/",
])("%s is not called", async (url) => {
  expect((await post(url)).problem).toBe("The address is not on the public internet.");
});

test("plain http is not called, whatever the address", async () => {
  expect((await post("http://8.8.8.8/")).problem).toBe("Only https:// is called.");
});

test("a name with a private address among public ones is not called", async () => {
  const answer = await post("https://two.example/", { resolve: async () => ["8.8.8.8", "10.0.0.1"] });
  expect(answer.problem).toBe("The address is not on the public internet.");
});

test("the name is resolved once, and that address is called under that name", async () => {
  const asked: string[] = [];
  const resolve = async (name: string) => {
    asked.push(name);
    return ["127.0.0.1"];
  };
  const { port } = new URL(receiver.url);
  const before = receiver.refused();
  const answer = await post(`http://nowhere.example:${port}/`, { allowPrivate: true, resolve });
  expect(answer).toEqual({ status: 204, text: "", problem: null });
  expect(asked).toEqual(["nowhere.example"]);
  expect(receiver.refused()).toBe(before + 1);
});

test("a redirect is an answer and not followed", async () => {
  receiver.answers.push({ status: 307, headers: { location: receiver.url } });
  const before = receiver.refused();
  expect((await post(receiver.url, { allowPrivate: true })).status).toBe(307);
  expect(receiver.refused()).toBe(before + 1);
});

test("of a long answer only the beginning is read, and what no database takes is left out", async () => {
  receiver.answers.push({ status: 200, text: `\0${"x".repeat(5_000_000)}` });
  const answer = await post(receiver.url, { allowPrivate: true });
  expect(answer.status).toBe(200);
  expect(answer.text?.length).toBeLessThanOrEqual(1000);
  expect(answer.text).toMatch(/^x+$/);
});

test("who says nothing is not waited for", async () => {
  const { createServer } = await import("node:net");
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const address = silent.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const answer = await post(`http://127.0.0.1:${port}/`, { allowPrivate: true, timeoutMs: 100 });
  expect(answer).toEqual({ status: null, text: null, problem: "No answer in time." });
  silent.close();
});

test("who switches protocols instead of answering is heard, and not waited for", async () => {
  const { createServer } = await import("node:net");
  const switching = createServer((socket) => {
    const text = "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n";
    socket.on("error", () => undefined).once("data", () => socket.write(text));
  });
  await new Promise<void>((resolve) => switching.listen(0, "127.0.0.1", resolve));
  const address = switching.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const answer = await post(`http://127.0.0.1:${port}/`, { allowPrivate: true });
  expect(answer).toEqual({ status: 101, text: "", problem: null });
  switching.close();
}, 10_000);
