import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { isErrorWithCode } from "./errors";

/** The random secret kept in `folder` under `name`, readable by this user alone; made when it is not there. */
export async function keepSecret(folder: string, name: string): Promise<string> {
  const file = path.join(folder, name);
  try {
    await writeFile(file, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!isErrorWithCode(error, "EEXIST")) throw error;
  }
  return readFile(file, "utf8");
}
