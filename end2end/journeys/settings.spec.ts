import { request } from "@playwright/test";
import { expect, test } from "../support/journey.ts";

test("a token is shown once, opens the interface, and is of no use after it was revoked", async ({ visitor, world }, info) => {
  const { page } = visitor;
  const name = `weekly export ${info.testId}`;
  await visitor.visit("/settings/tokens");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("checkbox", { name: "Write briefs and posts" }).check();
  await page.getByRole("button", { name: "Create token" }).click();
  const shown = page.getByRole("code");
  await expect(shown).toBeVisible();
  const secret = await shown.innerText();
  await visitor.look();
  await page.reload();
  await expect(page.getByRole("rowheader", { name })).toBeVisible();
  await expect(page.getByRole("code")).toBeHidden();

  const program = await request.newContext({
    baseURL: world.server.url,
    extraHTTPHeaders: { authorization: `Bearer ${secret}`, "idempotency-key": info.testId },
  });
  expect(await (await program.get("/api/v1/me")).json()).toMatchObject({ org_name: "Lindner Bakery" });
  const begun = await program.post("/api/v1/briefs", { data: { title: "By program" } });
  expect(begun.status()).toBe(201);
  const again = await program.post("/api/v1/briefs", { data: { title: "By program" } });
  expect(await again.json(), "the same key is the same brief").toMatchObject({ id: (await begun.json()).id });

  await visitor.alive();
  await page.getByRole("button", { name: `Revoke the token “${name}”` }).click();
  await expect(page.getByRole("rowheader", { name })).toBeHidden();
  const refused = await program.get("/api/v1/me");
  expect(refused.status()).toBe(401);
  expect(refused.headers()["content-type"]).toBe("application/problem+json");
  await program.dispose();
});

test("a token without a name is refused next to the field", async ({ visitor }) => {
  const { page } = visitor;
  visitor.expects(/\b422\b/);
  await visitor.visit("/settings/tokens");
  await page.getByRole("checkbox", { name: "Read and export" }).uncheck();
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByLabel("Name")).toHaveAccessibleDescription(/^Name is empty/);
  await expect(page.getByRole("group", { name: "It may" })).toHaveAccessibleDescription(/./);
  await visitor.look();
});

test("the terminal prints a token that works", { tag: "@once" }, async ({ world }) => {
  const secret = world.server.command("admin", "token", "--email", "ada@example.com");
  const answer = await fetch(`${world.server.url}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } });
  expect(await answer.json()).toMatchObject({ email: "ada@example.com" });
});

test("the interface's page shows its operations and loads nothing from elsewhere", async ({ visitor, world }) => {
  const { page } = visitor;
  const elsewhere: string[] = [];
  page.on("request", (asked) => {
    if (!asked.url().startsWith(world.server.url)) elsewhere.push(asked.url());
  });
  await visitor.visit("/api");
  await page.getByText("/api/v1/campaigns", { exact: true }).first().click();
  await expect(page.getByRole("heading", { name: "Answers" }).first()).toBeVisible();
  await visitor.look();
  expect(elsewhere).toEqual([]);
});

test("theme and density are chosen and stay", { tag: "@script" }, async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/");
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const control = () => page.getByRole("link", { name: "New brief" }).last().evaluate((link) => link.getBoundingClientRect().height);
  const [light, comfortable] = [await ground(), await control()];
  await page.getByRole("button", { name: "Account of Ada" }).click();
  await page.getByRole("radio", { name: "Compact" }).check({ force: true });
  expect(await control()).toBeLessThan(comfortable);
  for (const theme of ["Dark", "High contrast"]) {
    await page.getByRole("radio", { name: theme }).check({ force: true });
    await visitor.look();
  }
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  expect(await ground()).not.toBe(light);
  await page.reload();
  await visitor.alive();
  expect(await ground()).not.toBe(light);
  expect(await control()).toBeLessThan(comfortable);
  await page.getByRole("button", { name: "Account of Ada" }).click();
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "Compact" })).toBeChecked();
});
