import { expect, test } from "vitest";
import { GET } from "./route";

test("the reference is served from here, for the address that is configured", async () => {
  const response = GET();
  expect(response.headers.get("content-type")).toContain("application/json");
  const { openapi, paths, servers } = await response.json();
  expect(openapi).toBe("3.1.0");
  expect(servers).toEqual([{ url: "http://localhost:3000" }]);
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      "/api/v1/organizations",
      "/api/organizations/user-login",
      "/AP/AddUserPermission",
    ]),
  );
});
