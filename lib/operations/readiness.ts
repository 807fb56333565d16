import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { log } from "@/lib/log";
import { areMigrationsApplied } from "@/lib/store/readiness";

const LIMIT_MS = 2_500;

/** What is missing before requests can be answered; null: nothing. Answers within 2.5 seconds and never throws. */
export async function checkReadiness(): Promise<"database" | "migrations" | null> {
  const giveUp = new AbortController();
  const late = delay(LIMIT_MS, "database" as const, { signal: giveUp.signal });
  late.catch(() => undefined);
  const asked = areMigrationsApplied().then(
    (applied) => (applied ? null : ("migrations" as const)),
    (cause: unknown) => {
      log().warn({ err: cause }, "not ready");
      return "database" as const;
    },
  );
  const missing = await Promise.race([asked, late]);
  giveUp.abort();
  return missing;
}
