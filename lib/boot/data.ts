import { parseArgs } from "node:util";
import { loadBulk } from "../../prisma/demo/bulk";
import { loadEnvFile, readStartEnv } from "../env";
import { withClient } from "./connection";
import { joinDatabase } from "./database";
import { describeError, startError } from "./errors";

const sizes = ["S", "M", "L"] as const;

// `npm run data -- --size M` fills the database of `npm start`, whether that runs or not.
try {
  loadEnvFile();
  const { values } = parseArgs({ options: { size: { type: "string", default: "S" } } });
  const size = sizes.find((known) => known === values.size);
  if (!size) throw startError(`--size is one of ${sizes.join(", ")}.`);
  const database = await joinDatabase(readStartEnv());
  try {
    await withClient(database.ownerUrl, (client) => loadBulk(client, size));
  } finally {
    await database.close();
  }
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
