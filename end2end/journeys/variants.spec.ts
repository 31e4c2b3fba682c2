import { body, finishedCampaign, openPost, software } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";
import { World } from "../support/world.ts";

const card = /^Variant \d+:/;

test("a post is shortened by one click and a second, and what cannot be shortened is said", { tag: "@dark" }, async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor);
  await openPost(visitor, 0);
  await visitor.alive();
  const whole = await body(page).inputValue();
  await visitor.look();
  await page.getByRole("button", { name: "Shorter", exact: true }).click();
  await expect(page).toHaveURL(/\/posts\/[0-9a-f-]{36}\/variants$/);
  const shorter = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Variant 1: Shorter" }) });
  await visitor.sees(shorter.getByRole("button", { name: /^Use this one/ }));
  await expect(shorter.locator("del").first()).toBeVisible();
  await expect(shorter.getByText("Built-in: free")).toBeVisible();
  await visitor.look();
  await shorter.getByRole("button", { name: /^Use this one/ }).click();
  await expect(page).toHaveURL(/\/posts\/[0-9a-f-]{36}$/);
  await expect(body(page)).not.toHaveValue(whole);
  expect((await body(page).inputValue()).length).toBeLessThan(whole.length);

  await visitor.alive();
  await body(page).fill("See you in Mill Street.");
  await page.getByRole("button", { name: "Save as new version" }).click();
  await expect(page.getByText(/^Versions: [3-9]$/)).toBeVisible();
  await page.getByRole("button", { name: "Shorter", exact: true }).click();
  await visitor.sees(page.getByText("There is nothing to shorten."));
  await expect(page.getByRole("button", { name: /^Use this one/ })).toHaveCount(0);
  await visitor.look();
  await page.getByRole("button", { name: /^Dismiss/ }).click();
  await expect(page.getByRole("heading", { name: "No variants yet" })).toBeVisible();
  await visitor.look();
});

test("variants that differ on purpose stand side by side, and one is used", async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  await openPost(visitor, 1);
  await page.getByRole("link", { name: "Compare variants" }).click();
  await visitor.alive();
  await expect(page.getByText("They cost nothing.")).toBeVisible();
  await page.getByRole("combobox", { name: "Differ in" }).selectOption("hook");
  await page.getByRole("combobox", { name: "How many" }).selectOption("4");
  await page.getByRole("button", { name: "Write variants" }).click();
  const cards = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: card }) });
  await expect(cards).toHaveCount(4);
  await visitor.sees(cards.last().getByText("Built-in: free"));
  await expect(page.getByRole("heading", { name: "Variant 1: opens with a question" })).toBeVisible();
  await visitor.look();
  const use = page.getByRole("button", { name: /^Use this one/ }).first();
  await use.click();
  await expect(page).toHaveURL(/\/posts\/[0-9a-f-]{36}$/);
  await expect(page.getByText(/^Versions: [2-9]$/)).toBeVisible();
  await page.getByRole("link", { name: "Variants to compare: 3" }).click();
  await expect(cards).toHaveCount(3);
});

test("a variant is not used over an edit that came in between", { tag: "@any-width" }, async ({ visitor, enter, world }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  await openPost(visitor, 2);
  const post = page.url();
  await page.getByRole("link", { name: "Compare variants" }).click();
  await page.getByRole("button", { name: "Write variants" }).click();
  const use = page.getByRole("button", { name: /^Use this one/ });
  await visitor.sees(use.first());
  // A page that hears of nothing shows what it showed.
  await page.route(/\/events\?/, (route) => route.abort());
  visitor.expects(/\/events\?/, /\b409\b/);
  await page.reload();
  const colleague = await enter(world.server.url, world.signedIn);
  await colleague.page.goto(post);
  await colleague.alive();
  await body(colleague.page).fill("The colleague was faster. The first month is free.");
  await colleague.page.getByRole("button", { name: "Save as new version" }).click();
  await expect(colleague.page.getByText(/^Versions: [2-9]$/)).toBeVisible();
  await visitor.alive();
  await use.first().click();
  await expect(page.getByRole("alert")).toContainText("It changed while you were looking at it");
  await expect(page.locator("del").filter({ hasText: "The colleague was faster" }).first()).toBeVisible();
  await visitor.look();
});

test("variants appear as a model writes them, with their price said before and after", { tag: "@any-width" }, async ({ serve, enter, model }) => {
  const world = await World.on(await serve(model.settings));
  const visitor = await enter(world.server.url, world.signedIn);
  const { page } = visitor;
  model.answer();
  await finishedCampaign(visitor);
  await openPost(visitor, 0);
  await page.getByRole("link", { name: "Compare variants" }).click();
  await visitor.alive();
  await expect(page.getByText(/^(At most \$\d+\.\d{4} each|What one costs is not known)/)).toBeVisible();
  model.answer("body");
  await page.getByRole("combobox", { name: "Differ in" }).selectOption("appeal");
  await page.getByRole("combobox", { name: "How many" }).selectOption("2");
  await page.getByRole("button", { name: "Write variants" }).click();
  await visitor.sees(page.getByText("Working", { exact: true }).first());
  await expect.poll(() => model.waiting).toBe(2);
  await expect(page.getByRole("button", { name: /^Use this one/ })).toHaveCount(0);
  await visitor.look();
  // In words of their own: what says the same as the post is no variant.
  model.say(["Bread that waits for you.", "Nobody queues at seven."]);
  model.answer();
  await visitor.sees(page.getByRole("button", { name: /^Use this one/ }).first());
  await visitor.look();
});
