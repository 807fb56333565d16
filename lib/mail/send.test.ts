import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { sendMail } from "./send";

const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-mail-"));
vi.stubEnv("DEMO_DATA", "true");
vi.stubEnv("DATA_DIR", folder);
afterAll(() => rm(folder, { recursive: true }));

test.each(["a,other@example.com", "a;other@example.com", "a<other@example.com", "a:other@example.com"])(
  "a letter to %s is nobody else's",
  async (to) => {
    expect(await sendMail({ to, subject: "A secret", text: "for one" })).toBe(true);
    const mail = path.join(folder, "mail");
    const [name = ""] = await readdir(mail);
    const letter = await readFile(path.join(mail, name), "utf8");
    await rm(mail, { recursive: true });
    // In quotes all of it is one mailbox's name; without, what stands behind the mark is another person.
    expect(letter).toMatch(/^To: <"[^"]+"@example\.com>\r?$/m);
  },
);
