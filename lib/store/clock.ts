import "server-only";
import { store } from "./database";
import { iso, NOW } from "./fragments";

/** What time it is (ISO 8601), by the one clock that everything ends by. */
export async function readNow(): Promise<string> {
  const { rows } = await store().pool.query<{ now: string }>({
    name: "now",
    text: `select ${iso(NOW)} as now`,
  });
  return rows[0]?.now ?? "";
}
