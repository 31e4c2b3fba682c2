import { bakery, finishedCampaign, openPost, review } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";
import { World } from "../support/world.ts";

test("what happened is listed, new until it was seen", async ({ enter, serve }) => {
  const world = await World.on(await serve());
  const visitor = await enter(world.server.url, world.signedIn);
  const { page } = visitor;
  await visitor.visit("/news");
  await expect(page.getByRole("heading", { name: "Nothing has happened yet" })).toBeVisible();
  await finishedCampaign(visitor, bakery);
  await openPost(visitor, 0);
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(review(page).getByText("Approved", { exact: true })).toBeVisible();
  await visitor.visit("/news");
  await expect(page.getByRole("link", { name: /^Ada approved/ })).toBeVisible();
  const run = page.getByRole("listitem").filter({ hasText: `The run of “${bakery}” is done` });
  await expect(run.getByText("New")).toBeVisible();
  await page.getByRole("button", { name: "Mark as seen" }).click();
  await expect(run).toBeVisible();
  await expect(page.getByText("New", { exact: true })).toBeHidden();
  await expect(page.getByRole("button", { name: "Mark as seen" })).toBeHidden();
  await run.getByRole("link").click();
  await expect(page).toHaveURL(/\/campaigns\//);
});

test("the bell counts what is new and shows it over the page", { tag: "@script" }, async ({ enter, serve }) => {
  const world = await World.on(await serve());
  const visitor = await enter(world.server.url, world.signedIn);
  const { page } = visitor;
  await finishedCampaign(visitor, bakery);
  await page.goto("/settings/jobs");
  await visitor.alive();
  const bell = page.getByRole("link", { name: /^What happened/ });
  await expect(bell).toHaveText(/1$/);
  await bell.click();
  const tray = page.getByRole("dialog", { name: "What happened" });
  await expect(tray.getByText(`The run of “${bakery}” is done`)).toBeVisible();
  await visitor.look();
  await tray.getByRole("button", { name: "Mark as seen" }).click();
  await expect(tray.getByRole("button", { name: "Mark as seen" })).toBeHidden();
  await expect(bell).toHaveText(/happened$/);
  await page.keyboard.press("Escape");
  await expect(tray).toBeHidden();
  await expect(bell).toBeFocused();
  await expect(page).toHaveURL(/\/settings\/jobs\??$/);
});

test("single keys lead through the product, and can be switched off", { tag: ["@script", "@any-width"] }, async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, bakery);
  await visitor.visit("/settings/tokens");
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet.getByText("Next row")).toBeVisible();
  await visitor.look();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.getByLabel("Name").fill("n?gc");
  await expect(page, "typing is no command").toHaveURL("/settings/tokens");
  await page.getByLabel("Name").blur();
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page).toHaveURL("/");
  await visitor.alive();
  await page.keyboard.press("j");
  await expect(page.locator("main .row-link").first()).toBeFocused();
  await page.keyboard.press("n");
  await expect(page).toHaveURL("/briefs/new");
  await visitor.alive();

  await page.getByRole("button", { name: "Account of Ada" }).click();
  await page.getByRole("switch", { name: "Single-key shortcuts" }).uncheck();
  await page.keyboard.press("Escape");
  await page.reload();
  await visitor.alive();
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Find anything" })).toBeVisible();
  await expect(page).toHaveURL("/briefs/new");
});

test("the keys are written on a page of their own", { tag: "@any-width" }, async ({ visitor }) => {
  await visitor.visit("/shortcuts");
  await expect(visitor.page.getByRole("heading", { level: 1 })).toHaveText("Keyboard shortcuts");
});

test("a phone's bar has what is used all day, and the rest opens from it", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/");
  const more = page.getByRole("button", { name: "More" });
  const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Failed jobs" });
  // A press while the sheet is still on its way up or down is made again, as a person would.
  await expect(async () => {
    if (await link.isHidden()) await more.click();
    await link.click({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await expect(page).toHaveURL("/settings/jobs");
  await expect(page.getByRole("navigation", { name: "Main" }).locator('[aria-current="page"]')).toHaveText("Failed jobs");
});

test("without a connection the page says so until it is back", { tag: ["@script", "@any-width"] }, async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/settings/jobs");
  visitor.expects(/ERR_INTERNET_DISCONNECTED/);
  await visitor.context.setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await visitor.look();
  await visitor.context.setOffline(false);
  await expect(page.getByText("You are offline.")).toBeHidden();
});
