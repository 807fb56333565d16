import type { Client } from "pg";

/** Fills the database with people, permissions and grants by the thousand, as the tables' owner. */
export async function loadBulk(_client: Client, size: "S" | "M" | "L"): Promise<void> {
  await Promise.reject(new Error(`There is no data of size ${size} yet.`));
}
