import { body, campaignId, finishedCampaign, rows, software } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";

test("of the selected posts each is approved by itself, and what changed meanwhile is not", async ({ visitor, enter, world }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  await page.goto(`/posts?campaign=${campaignId(page)}`);
  await visitor.alive();
  const [first, second] = [rows(page).nth(0), rows(page).nth(1)];
  await expect(page.getByRole("button", { name: "Approve selected" })).toBeHidden();
  await first.getByRole("checkbox").check();
  await second.getByRole("checkbox").check();
  await visitor.look();

  const colleague = await enter(world.server.url, world.signedIn);
  await colleague.page.goto((await first.getByRole("link").getAttribute("href")) ?? "");
  await colleague.alive();
  await body(colleague.page).fill("The colleague was faster. The first month is free.");
  await colleague.page.getByRole("button", { name: "Save as new version" }).click();
  await expect(colleague.page.getByText(/^Versions: [2-9]$/)).toBeVisible();

  await page.getByRole("button", { name: "Approve selected" }).click();
  await expect(page.getByText("Changed: 1. Not done: 1, with the reason at each.")).toBeVisible();
  await expect(first).toContainText(/changed after you (saw|opened) it/);
  await expect(first).toContainText("In review");
  await expect(second.getByText("Approved", { exact: true })).toBeVisible();
  await visitor.look();
});

test("changes are requested of several with one reason, which is missed when it is not there", async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  await page.goto(`/posts?campaign=${campaignId(page)}`);
  await visitor.alive();
  visitor.expects(/\b422\b/);
  const select = async () => {
    await rows(page).nth(0).getByRole("checkbox").check();
    await rows(page).nth(2).getByRole("checkbox").check();
    await page.getByRole("button", { name: "Request changes" }).first().click();
  };
  const fields = page.getByRole("group", { name: "Request changes" });
  await select();
  await fields.getByRole("button", { name: "Request changes" }).click();
  await expect(page.getByRole("alert")).toContainText("Say what has to change");
  await page.goto(`/posts?campaign=${campaignId(page)}`);
  await visitor.alive();
  await select();
  await fields.getByLabel("Reason").fill("Name the price first.");
  await visitor.look();
  await fields.getByRole("button", { name: "Request changes" }).click();
  await expect(page.getByText("Changed: 2.")).toBeVisible();
  await expect(page.locator(".posts-table").getByText("Changes requested", { exact: true })).toHaveCount(2);
  await rows(page).nth(0).getByRole("link").click();
  await expect(page.getByText("Name the price first.")).toBeVisible();
});

test("a text is replaced in every selected post that has it", async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  await page.goto(`/posts?campaign=${campaignId(page)}`);
  await visitor.alive();
  for (const box of await rows(page).getByRole("checkbox").all()) await box.check();
  await page.getByRole("button", { name: "Add hashtag" }).first().click();
  const fields = page.getByRole("group", { name: "Add hashtag" });
  await fields.getByLabel("Hashtag").fill("#zwieback");
  await fields.getByRole("button", { name: "Add hashtag" }).click();
  await expect(page.getByText("Changed: 6.")).toBeVisible();
  await page.goto(`/posts?campaign=${campaignId(page)}&q=ZWIEBACK`);
  await expect(rows(page)).toHaveCount(6);
});

test("one box selects all posts, and is mixed while only some are", { tag: ["@script", "@any-width"] }, async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  await page.goto(`/posts?campaign=${campaignId(page)}`);
  await visitor.alive();
  const all = page.getByRole("columnheader", { name: "Select" }).getByRole("checkbox", { name: "Select all" });
  const boxes = rows(page).getByRole("checkbox");
  await expect(all).not.toBeChecked();
  await boxes.nth(1).focus();
  await page.keyboard.press("Space");
  await expect(all).toBeChecked({ indeterminate: true });
  await visitor.look();
  await all.focus();
  await page.keyboard.press("Space");
  await expect(all).toBeChecked();
  for (const box of await boxes.all()) await expect(box).toBeChecked();
  await boxes.nth(0).uncheck();
  await expect(all).toBeChecked({ indeterminate: true });
  await boxes.nth(0).check();
  await expect(all).toBeChecked();
  await page.getByRole("button", { name: "Approve selected" }).click();
  await expect(page.getByText("Changed: 6.")).toBeVisible();
  await expect(all).not.toBeChecked();
});

test("a card of the board is approved by its own button", async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  await page.goto(`/posts?campaign=${campaignId(page)}&view=board`);
  await visitor.alive();
  const approved = page.locator(".board-column", { has: page.getByRole("heading", { name: /^Approved/ }) });
  await expect(approved.getByRole("listitem")).toHaveCount(0);
  await page.getByRole("button", { name: /^Approve [A-Z]/ }).first().click();
  await expect(approved.getByRole("listitem").filter({ has: page.getByRole("heading") })).toHaveCount(1);
  await visitor.look();
});

test("an approval shows at once, is marked until it is certain, and is taken back when it fails", { tag: "@script" }, async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  await page.goto(`/posts?campaign=${campaignId(page)}`);
  await visitor.alive();
  let answer = (): void => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/\/api\/ui\/change-posts/, async (route) => {
    await held;
    await route.abort("connectionfailed");
  });
  visitor.expects(/ERR_CONNECTION_FAILED/);
  const first = rows(page).nth(0);
  await first.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Approve selected" }).click();
  await expect(first.locator("[data-pending]")).toContainText("Approved");
  answer();
  await expect(page.getByRole("alert")).toContainText("cannot be reached");
  await expect(first.locator("[data-pending]")).toHaveCount(0);
  await expect(first.getByText("In review", { exact: true })).toBeVisible();
  // Nothing selected, nothing lies over the rows.
  await first.getByRole("checkbox").uncheck();
  await visitor.look();
});
