import { expect, test } from "../support/journey.ts";
import { World } from "../support/world.ts";

const posts = [
  "We bake at five. You get it warm at seven. That's all there is to it, and our guests like it that way.",
  "Rye takes its time. We let it rest for a day, and you can taste that. Our guests ask for it by name.",
  "It's cold outside. Come in, the oven is on and the coffee is ready for you. We don't rush anybody here.",
  "Saturday is busy. We bake twice, and you can still get a warm loaf at noon. Our guests bring their children.",
];

// The voice is the organization's: each journey has one of its own.
test("old posts become rules with their sentences, and a change shows what it breaks before it is published", { tag: "@dark" }, async ({ serve, enter }) => {
  const world = await World.on(await serve());
  const visitor = await enter(world.server.url, world.signedIn);
  const { page } = visitor;
  await visitor.visit("/brand/voice");
  await expect(page.getByRole("heading", { name: "Show Handbill how you write" })).toBeVisible();
  await visitor.look();
  await page.getByRole("textbox", { name: "Text", exact: true }).fill(posts.join("\n---\n"));
  await page.getByRole("button", { name: "Add and read" }).click();

  const rule = page.getByRole("listitem").filter({ hasText: "“guests”, not" }).first();
  await expect(rule).toContainText("in 3 of 3 samples");
  const passage = rule.getByRole("link", { name: "Our guests ask for it by name." });
  await expect(passage).toBeVisible();
  await visitor.look();
  await passage.click();
  await expect(page.locator("mark").filter({ hasText: "Our guests ask for it by name." })).toBeVisible();
  await visitor.look();

  await visitor.visit("/brand/voice");
  await page.getByRole("link", { name: /^Edit: “guests”/ }).click();
  await page.getByLabel("Instead of").fill("customers\nconsumers");
  await page.getByRole("button", { name: "Save rule" }).click();
  await expect(page).toHaveURL(/\/brand\/voice$/);
  await expect(page.getByText("“guests”, not “customers”, “consumers”", { exact: true })).toBeVisible();
  await expect(page.getByText("Written by a person").first()).toBeVisible();

  await visitor.visit("/brand/voice/golden");
  await page.getByLabel("Text").fill("We have a cheap loaf from yesterday, and you can take it along for your dog. It's still good.");
  await page.getByRole("button", { name: "Add to the golden set" }).click();
  await expect(page.getByText("We have a cheap loaf")).toBeVisible();
  await expect(page.getByText("Judged wrongly")).toBeHidden();

  await visitor.visit("/brand/voice");
  await expect(page.getByText("It judges every text of the golden set rightly (1).")).toBeVisible();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Published: version 1")).toBeVisible();

  await visitor.visit("/brand/voice/rule?kind=ban");
  await page.getByLabel("Word or phrase").fill("cheap");
  await page.getByRole("button", { name: "Save rule" }).click();
  await expect(page.getByText("It judges 1 of 1 texts of the golden set wrongly.")).toBeVisible();
  await visitor.look();
  await visitor.visit("/brand/voice/golden");
  await expect(page.getByText("Judged wrongly since the draft")).toBeVisible();
  await expect(page.getByText("The brand’s voice never says “cheap”.")).toBeVisible();
  await visitor.look();
  await visitor.visit("/brand/voice");
  visitor.expects(/\b409\b/);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("This version would judge 1 of the 1 texts")).toBeVisible();
  await page.getByLabel("Publish it although it judges them wrongly").check();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Published: version 2")).toBeVisible();

  await visitor.visit("/brand/voice/versions");
  await page.getByRole("link", { name: "Version 2", exact: true }).click();
  await expect(page.getByRole("heading", { name: "What changed since version 1" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Never said: “cheap”" })).toBeVisible();
  await visitor.look();
});

test("a tried text shows the words that lose points, and rules that contradict stand side by side", async ({ serve, enter }) => {
  const world = await World.on(await serve());
  const visitor = await enter(world.server.url, world.signedIn);
  const { page } = visitor;
  await visitor.visit("/brand/voice/samples");
  await page.getByRole("textbox", { name: "Text", exact: true }).fill(posts.join("\n---\n"));
  await page.getByRole("button", { name: "Add and read" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "“guests”, not" }).first()).toBeVisible();
  await visitor.visit("/brand/voice/rule?kind=ban");
  await page.getByLabel("Word or phrase").fill("guests");
  await page.getByRole("button", { name: "Save rule" }).click();
  await expect(page.getByRole("heading", { name: "Rules that contradict each other" })).toBeVisible();
  await visitor.look();
  await page.getByRole("button", { name: /^Keep this one: “guests”, not/ }).click();
  await expect(page.getByRole("heading", { name: "Rules that contradict each other" })).toBeHidden();

  await visitor.visit("/brand/voice/try");
  await page.getByLabel("Text").fill("Our valued customers deserve the ultimate experience!!! Discover an extraordinary selection of premium products today.");
  await page.getByRole("button", { name: "Score it" }).click();
  await expect(page.getByText("Does not fit")).toBeVisible();
  await expect(page.locator("mark").filter({ hasText: "customers" })).toBeVisible();
  await expect(page.getByText("The brand’s voice says “guests” and not “customers”.")).toBeVisible();
  await expect(page.getByText("Not judged: no model is set up.")).toBeVisible();
  await visitor.look();
});

test("what cannot be read is refused beside its field", { tag: "@any-width" }, async ({ serve, enter }) => {
  const world = await World.on(await serve());
  const visitor = await enter(world.server.url, world.signedIn);
  const { page } = visitor;
  await visitor.visit("/brand/voice/samples");
  await page.getByLabel("Web page").fill("bakery");
  await page.getByRole("button", { name: "Add and read" }).click();
  await expect(page.getByText("This is no complete web address.").first()).toBeVisible();
  await expect(page.getByLabel("Web page")).toHaveValue("bakery");
});
