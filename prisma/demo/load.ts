import type { Client } from "pg";

/** Loads the demonstration data, as the tables' owner and in the caller's transaction. */
export async function loadDemonstration(_client: Client): Promise<void> {}
