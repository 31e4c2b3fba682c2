import type { Locator } from "@playwright/test";
import { body, posts, runIs } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";
import { owner, World } from "../support/world.ts";

test("somebody new has a drafted post after a few answers", { tag: "@dark" }, async ({ enter, serve }) => {
  const server = await serve();
  const visitor = await enter(server.url);
  const { page } = visitor;
  let interactions = 0;
  const fill = async (label: string, text: string) => {
    interactions += 1;
    await page.getByLabel(label).fill(text);
  };
  const click = async (what: Locator) => {
    interactions += 1;
    await what.click();
  };

  const begun = Date.now();
  await page.goto("/");
  await expect(page).toHaveURL(/\/setup$/);
  await visitor.alive();
  await fill("Organization", "Lindner Bakery");
  await fill("Your name", owner.name);
  await fill("E-mail address", owner.email);
  await fill("Password", owner.password);
  await click(page.getByRole("button", { name: "Create account and start" }));

  await expect(page).toHaveURL(/\/start$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your first campaign");
  await visitor.look();
  await fill("In your words", "Sourdough bread and rye rolls, warm from the oven at 6:45. A breakfast bag costs $6.90. Orders by 10 pm wait at 7:00.");
  await fill("Audience", "Commuters who walk past Mill Street station before work.");
  await fill("What should happen", "200 new regular customers within six weeks.");
  await click(page.getByRole("button", { name: "Start the campaign" }));

  await expect(page).toHaveURL(/\/campaigns\/[0-9a-f-]{36}$/);
  await runIs(visitor, "Done");
  await click(posts(page).first().getByRole("link"));
  await expect(body(page)).not.toBeEmpty();
  const seconds = (Date.now() - begun) / 1000;
  console.log(`first run: ${interactions} interactions, ${seconds.toFixed(1)} s`);
  expect(interactions, "clicks and fields from the set-up page to the first drafted post").toBeLessThanOrEqual(25);
});

test("answers that are missing are asked for beside their questions, and may become a full brief instead", async ({ visitor }) => {
  const { page } = visitor;
  visitor.expects(/\b422\b/);
  await visitor.visit("/start");
  await page.getByLabel("In your words").fill("Warm bread.");
  await page.getByRole("checkbox", { name: "LinkedIn" }).uncheck();
  await page.getByRole("button", { name: "Start the campaign" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(page.getByLabel("Audience")).toHaveAccessibleDescription(/^Audience is empty/);
  await expect(page.getByLabel("In your words")).toHaveValue("Warm bread.");
  await expect(page.getByRole("checkbox", { name: "LinkedIn" })).not.toBeChecked();
  await visitor.look();
  await page.getByRole("button", { name: "Open the full brief" }).click();
  await expect(page).toHaveURL(/\/briefs\/[0-9a-f-]{36}$/);
  await expect(page.getByLabel("What is promoted")).toHaveValue("Warm bread.");
  await expect(page.getByLabel("Title")).toHaveValue("Warm bread");
});

test("a sample campaign is one click away and says that it is one", { tag: "@any-width" }, async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/start");
  await page.getByRole("button", { name: "Explore the sample" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sample: Oven-warm by seven");
  await runIs(visitor, "Done");
  await expect(posts(page)).toHaveCount(8);
});

test("an organization without campaigns or posts is led to its first", { tag: "@any-width" }, async ({ enter, serve }) => {
  const world = await World.on(await serve());
  const visitor = await enter(world.server.url, world.signedIn);
  const { page } = visitor;
  for (const path of ["/", "/posts"]) {
    await visitor.visit(path);
    await page.getByRole("link", { name: "Answer three questions" }).click();
    await expect(page).toHaveURL(/\/start$/);
  }
});
