import { bakery, finishedCampaign, software } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";

test("words find pages, campaigns and posts at an address of their own", async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, bakery);
  await visitor.visit("/find");
  await page.getByRole("searchbox").fill("SEVEN oven");
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await expect(page).toHaveURL(/\/find\?q=SEVEN/);
  const found = page.getByRole("region", { name: "Campaigns", exact: true });
  await expect(found.getByRole("link", { name: new RegExp(bakery) }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Posts", exact: true }).getByRole("link").first()).toBeVisible();
  await visitor.look();
  await page.goto("/find?q=token");
  await page.getByRole("region", { name: "Go to" }).getByRole("link", { name: "Personal access tokens" }).click();
  await expect(page).toHaveURL("/settings/tokens");
  await visitor.visit("/find?q=zzzz%25_'");
  await expect(page.getByText("Nothing has all of these words.")).toBeVisible();
});

test("Ctrl K opens the finder, arrows choose, Enter goes there, Escape gives the focus back", { tag: ["@script", "@any-width"] }, async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  const campaign = new URL(page.url()).pathname;
  await visitor.visit("/settings/tokens");
  const name = page.getByLabel("Name");
  await name.focus();
  await page.keyboard.press("Control+k");
  const finder = page.getByRole("dialog", { name: "Find anything" });
  const field = finder.getByRole("combobox");
  await expect(field).toBeFocused();
  await expect(finder.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
  await visitor.look();
  await page.keyboard.press("Escape");
  await expect(finder).toBeHidden();
  await expect(name).toBeFocused();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("month-end");
  const option = finder.getByRole("group", { name: "Campaigns" }).getByRole("option", { name: new RegExp(software) }).first();
  await expect(option).toBeVisible();
  await expect(option).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(option).toHaveAttribute("aria-selected", "false");
  await page.keyboard.press("ArrowUp");
  await expect(field).toHaveAttribute("aria-activedescendant", (await option.getAttribute("id")) ?? "none");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(campaign);
});

test("Enter waits for the answer to what was typed last", { tag: ["@script", "@any-width"] }, async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("failed jobs");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/settings/jobs");
});

test("the finder opens at once and is asked once for a burst of letters", { tag: ["@script", "@any-width"] }, async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/find?q=")) asked.push(new URL(request.url()).search);
  });
  await page.keyboard.press("Control+k");
  // Open before anything is loaded: what is typed now lands in the field.
  expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("q");
  await page.keyboard.type("public");
  await expect(page.getByRole("option", { name: "Public interface" })).toBeVisible();
  await expect.poll(() => asked.at(-1)).toBe("?q=public");
  expect(asked.length).toBeLessThan(6);
});
