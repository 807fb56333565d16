import { execFile } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { rows } from "./support/database";
import { bring, saved } from "./support/files";
import { openMatrix } from "./support/matrix";
import { OWNER, RETAILER, signIn } from "./support/sign-in";
import { test } from "./support/test";
import { holdUndo, takeBack } from "./support/toast";

const grantsOf = async (email: string) =>
  (
    await rows<{ name: string }>(
      `select x.name from permission_grant g join membership m on m.id = g.membership_id join person p on p.id = m.person_id
       join permission x on x.id = g.permission_id where p.email = $1 and m.organization_id = $2 and m.project_id is null order by 1`,
      [email, RETAILER],
    )
  ).map(({ name }) => name);

/** Does it anew until nobody else has changed the organization meanwhile: other journeys do. */
async function undisturbed<T>(act: () => Promise<T>): Promise<T> {
  const revision = () => rows("select revision from organization where id = $1", [RETAILER]);
  for (;;) {
    const [before] = await revision();
    const done = await act();
    if ((await revision())[0]?.revision === before?.revision) return done;
  }
}

/** The file with one person's cell turned, and which permission it is about. */
function flipped(file: string): { text: string; permission: string; email: string } {
  const lines = file.split("\r\n");
  const index = lines.findLastIndex((line) => line.includes("@northwind-grocers") && line.includes(",no,,"));
  const cells = (lines[index] ?? "").split(",");
  lines[index] = (lines[index] ?? "").replace(",no,,", ",yes,,");
  return { text: lines.join("\r\n"), email: cells[0] ?? "", permission: cells[2] ?? "" };
}

test("the largest organization's matrix goes out and comes back without a change; one flipped cell is one change", async ({
  page,
}) => {
  const [most] = await rows<{ id: string }>(
    `select organization_id as id from membership where project_id is null and organization_id <> '00000000-0000-4000-8000-000000000001'
     group by 1 order by count(*) desc limit 1`,
  );
  expect(most?.id).toBe(RETAILER);
  await signIn(page, OWNER);
  const dialog = page.getByRole("dialog", { name: "Export and import" });
  const said = dialog.getByText(/^No change/).or(dialog.getByRole("button", { name: /^Review/ }));
  const trip = (form: "CSV" | "JSON", edit = (file: string) => file) =>
    undisturbed(async () => {
      await openMatrix(page, "");
      await page.getByRole("button", { name: "Files" }).click();
      const file = await saved(page, `Who holds what, and why: ${form}`);
      await bring(page, `access.${form.toLowerCase()}`, edit(file));
      await expect(said).toBeVisible();
      return { file, words: await said.textContent() };
    });
  expect((await trip("JSON")).words).toMatch(/^No change/);
  const { file, words } = await trip("CSV");
  expect(words).toMatch(/^No change: all \d+ lines say what is so already\.$/);

  const { email, permission } = flipped(file);
  expect(await grantsOf(email)).not.toContain(permission);
  await trip("CSV", (each) => flipped(each).text);
  await expect(dialog.getByText(`${email} gets ${permission}.`)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Review 1 change" }).click();
  const review = page.getByRole("dialog", { name: "Review the changes" });
  await expect(review).toBeVisible();
  await expect(page.getByText("1 change for 1 person")).toBeAttached();
  expect(await grantsOf(email)).not.toContain(permission);
  await review.getByRole("button", { name: "Apply" }).click();
  const done = await holdUndo(page, "1 change applied.");
  expect(await grantsOf(email)).toContain(permission);
  await takeBack(page, done);
});

test("a file that is none, and lines that cannot be, are named in the dialog, and nothing is pending", async ({
  page,
}) => {
  await signIn(page, OWNER);
  await openMatrix(page, "");
  await page.getByRole("button", { name: "Files" }).click();
  const dialog = page.getByRole("dialog", { name: "Export and import" });
  await bring(page, "other.csv", "a,b\n1,2\n");
  await expect(dialog.getByRole("alert")).toContainText("needs these columns");
  await bring(page, "access.csv", `E-mail,Permission,Direct\nnobody@nowhere.example,view_items,yes\n`);
  await expect(dialog.getByText("Line 2, E-mail")).toBeVisible();
  await expect(dialog.getByRole("button", { name: /^Review/ })).toHaveCount(0);
});

const run = promisify(execFile);

const OWNERS_TOKEN = "gd_demo_qX7mV2rT9cLw4ZkN8sJb3HyF6uPd1GaE5oRi0MxKtC";
const OPERATORS_TOKEN = "gd_demo_Zt4Bn9QeW1yKs7XvC3mLf8RjU6aHp2DgT5oIx0NrVk";

const grants = (...args: string[]) => grantsAs(OWNERS_TOKEN, ...args);

async function grantsAs(token: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const env = {
    ...process.env,
    GRANTDESK_URL: process.env.E2E_URL,
    GRANTDESK_TOKEN: token,
  };
  return run("node", ["--import", "tsx", "lib/boot/grants.ts", ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      said: error.stdout + error.stderr,
    }),
  );
}

test("the command line takes a table out, shows what a file would change, and changes it when told to", async () => {
  const organization = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
  const file = path.join(await mkdtemp(path.join(tmpdir(), "grantdesk-trip-")), "access.csv");
  expect((await grants("export", "--organization", organization, "--file", file)).code).toBe(0);
  const unchanged = await grants("import", "--organization", organization, "--file", file, "--apply");
  expect(unchanged).toMatchObject({ code: 0, said: expect.stringContaining(": 0 change something") });

  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace(",no,,,,", ",yes,,,,"));
  const looked = await grants("import", "--organization", organization, "--file", file);
  expect(looked).toMatchObject({ code: 0, said: expect.stringContaining("Nothing was changed yet") });
  expect(looked.said).toContain(": 1 change something");
  const applied = await grants("import", "--organization", organization, "--file", file, "--apply");
  expect(applied).toMatchObject({ code: 0, said: expect.stringContaining("Applied as revision") });
  const again = await grants("import", "--organization", organization, "--file", file, "--apply");
  expect(again.said).toContain(": 0 change something");

  await writeFile(file, `${text}nobody@nowhere.example,,view_items,yes,,,,\r\n`);
  const refused = await grants("import", "--organization", organization, "--file", file, "--apply");
  const why = "Nothing was changed: correct the lines";
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining(why) });
  expect((await grants("import", "--organization", organization)).code).toBe(1);
});

test("an operator takes the catalogue out and brings it back from the command line; nobody else does", async () => {
  const file = path.join(await mkdtemp(path.join(tmpdir(), "grantdesk-trip-")), "catalogue.csv");
  const system = ["--organization", "system", "--file", file];
  expect((await grantsAs(OPERATORS_TOKEN, "export", "--table", "catalogue", ...system)).code).toBe(0);
  const unchanged = await grantsAs(OPERATORS_TOKEN, "import", ...system);
  expect(unchanged).toMatchObject({ code: 0, said: expect.stringContaining(": 0 change something") });
  await writeFile(file, "Permission,Group,Level\r\nCallDesk,FEATURES,system\r\n");
  const looked = await grantsAs(OPERATORS_TOKEN, "import", ...system);
  expect(looked.said).toContain("line 2: CallDesk is new: system level, group FEATURES.");
  expect(looked.said).toContain("Nothing was changed yet");
  const applied = await grantsAs(OPERATORS_TOKEN, "import", ...system, "--apply");
  expect(applied).toMatchObject({ code: 0, said: expect.stringContaining("Applied as revision") });
  expect((await grants("import", ...system)).code).toBe(1);
});
