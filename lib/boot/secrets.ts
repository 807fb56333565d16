import { randomBytes } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { isErrorWithCode, startError } from "./errors";

/**
 * The random secret kept in `folder` under `name`, readable by this user alone; made when it is not there. It gets its
 * name when it is whole: whoever comes at the same moment, or after one who died on the way, finds all of it or nothing.
 */
export async function keepSecret(folder: string, name: string): Promise<string> {
  const file = path.join(folder, name);
  const fresh = `${file}.${randomBytes(8).toString("hex")}`;
  const kept = await readFile(file, "utf8").catch((error: unknown) => {
    if (!isErrorWithCode(error, "ENOENT")) throw error;
    return null;
  });
  if (kept === null) {
    try {
      await writeFile(fresh, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 });
      await link(fresh, file);
    } catch (error) {
      if (!isErrorWithCode(error, "EEXIST")) throw error;
    } finally {
      await rm(fresh, { force: true });
    }
  }
  const secret = kept ?? (await readFile(file, "utf8"));
  if (secret === "") throw startError(`${file} is empty. Take it away, and a new secret is made.`);
  return secret;
}
