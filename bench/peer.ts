import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { childEnvironment } from "../lib/env";
import type { Sent } from "./load";
import type { Scenario } from "./scenarios";

export interface Peer {
  readonly base: string;
  /** Its nearest act to each scenario; none where it has none. */
  readonly asks: Partial<Record<Scenario, (worker: number) => Sent>>;
  stop(): void;
}

interface Ready {
  readonly port: number;
  readonly organization: string;
  readonly members: readonly string[];
  readonly cookies: readonly string[];
}

/** Better Auth with its organization plugin on the same server, where `npm ci --prefix bench/peers` has brought it. */
export async function startPeer(ownerUrl: string): Promise<Peer | undefined> {
  if (!existsSync("bench/peers/node_modules/better-auth")) return undefined;
  const child = fork("bench/peers/better-auth.mjs", {
    env: childEnvironment({ PEER_SERVER: ownerUrl, NODE_ENV: "production" }),
  });
  const [ready] = (await once(child, "message")) as [Ready];
  return { base: `http://127.0.0.1:${ready.port}`, asks: asksOf(ready), stop: () => void child.kill() };
}

function asksOf({ port, organization, members, cookies }: Ready): Peer["asks"] {
  const origin = `http://127.0.0.1:${port}`;
  let turn = 0;
  const call = (worker: number, method: string, act: string, body?: unknown): Sent => ({
    method,
    path: `/api/auth/organization/${act}`,
    headers: { cookie: cookies[worker % cookies.length] ?? "", origin, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    role: (worker) =>
      call(worker, "POST", "update-member-role", {
        memberId: members[worker % members.length],
        role: turn++ % 2 === 0 ? "admin" : "member",
        organizationId: organization,
      }),
    check: (worker) =>
      call(worker, "POST", "has-permission", {
        organizationId: organization,
        permissions: { member: ["update"] },
      }),
    list: (worker) => call(worker, "GET", `list-members?organizationId=${organization}&limit=100`),
  };
}
