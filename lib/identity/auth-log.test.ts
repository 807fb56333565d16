import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { afterAll, expect, test, vi } from "vitest";
import { POST } from "@/app/api/auth/[...nextauth]/route";
import { log } from "../log";
import { authLog } from "./auth-log";
import { authOptions } from "./console-session";

vi.stubEnv("NEXTAUTH_URL", "http://localhost:3000");
vi.stubEnv("OIDC_ISSUER", "http://localhost:1");
vi.stubEnv("OIDC_CLIENT_ID", "grantdesk");
vi.stubEnv("OIDC_CLIENT_SECRET", "nobody knows");
afterAll(() => vi.restoreAllMocks());

const printed = vi.spyOn(console, "error");
const logged = vi.spyOn(log(), "error");

test("what anybody writes behind the provider's way back stands in no log", async () => {
  const options = authOptions(
    new Headers(),
    async () => false,
    () => undefined,
  );
  const query = { error: "x\nWARN forged", error_description: "a secret that lost its way" };
  const asked = {
    method: "GET",
    query: { ...query, nextauth: ["callback", "sso"] },
    cookies: {},
    headers: {},
  };
  // What the library does with an answer where no server of Next's stands around it.
  const setHeader = vi.fn();
  const sent = { status: () => sent, setHeader, getHeader: () => [], end: () => undefined };
  await NextAuth(asked as unknown as NextApiRequest, sent as unknown as NextApiResponse, options);
  expect(setHeader).toHaveBeenCalledWith("Location", expect.stringContaining("/error"));
  expect(printed).not.toHaveBeenCalled();
  expect(logged.mock.calls.length).toBeGreaterThan(0);
  expect(JSON.stringify(logged.mock.calls)).not.toMatch(/forged|secret/);
});

test("of the library's own words the first clause is kept, and no value", () => {
  const mismatch = Object.assign(new Error("state mismatch, expected abc, got: def"), { name: "RPError" });
  authLog.error("OAUTH_CALLBACK_ERROR", { error: mismatch, providerId: "sso" });
  expect(logged.mock.lastCall?.[0]).toEqual({
    code: "OAUTH_CALLBACK_ERROR",
    type: "RPError",
    message: "state mismatch",
  });
});

test("nobody writes into the log by next-auth's own address for that", async () => {
  const before = logged.mock.calls.length;
  const body = JSON.stringify({ code: "forged", level: "error" });
  const request = new Request("http://localhost:3000/api/auth/_log", { method: "POST", body });
  const answer = await POST(request, { params: Promise.resolve({ nextauth: ["_log"] }) });
  expect(answer.status).toBe(404);
  expect(logged.mock.calls.length).toBe(before);
});
