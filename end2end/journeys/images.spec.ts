import { finishedCampaign, openPost, review, software } from "../support/acts.ts";
import { expect, type OfJourney, test } from "../support/journey.ts";
import type { Visitor } from "../support/visitor.ts";
import { World } from "../support/world.ts";

/** Somebody at the pictures of a post, with an image model that answers. */
async function atPictures({ enter, serve, model }: Pick<OfJourney, "enter" | "serve" | "model">): Promise<Visitor> {
  const server = await serve(model.settings);
  const world = await World.on(server);
  const visitor = await enter(server.url, world.signedIn);
  model.answer();
  await finishedCampaign(visitor, software);
  await openPost(visitor, 1);
  await visitor.page.getByRole("link", { name: "Have a picture made" }).click();
  await expect(visitor.page.getByRole("heading", { name: /^Picture for / })).toBeVisible();
  return visitor;
}

test("a picture is described, made at a price that was said, and put into the post", async ({ enter, serve, model }) => {
  const visitor = await atPictures({ enter, serve, model });
  const { page } = visitor;
  await expect(page.getByRole("heading", { name: "No pictures made yet" })).toBeVisible();
  await visitor.look();
  await page.getByRole("button", { name: "Have the art director write it" }).click();
  await visitor.sees(page.getByLabel("Leave out").filter({ hasText: /\S/ }));
  expect(model.described).toEqual([]);
  await page.getByLabel("What it shows").fill("A calm desk at the end of the month.");
  await page.getByLabel("Alt text").fill("A tidy desk in evening light.");
  await page.getByRole("button", { name: /^Make 2: at most \$0\.1\d$/ }).click();
  const made = page.locator(".made-pictures > li");
  await visitor.sees(made.nth(1));
  expect(model.described).toHaveLength(2);
  expect(model.described[0]).toContain("A calm desk at the end of the month.");
  await expect(made.first()).toContainText("gemini-3.1-flash-image");
  await expect(made.first()).toContainText("$0.06");
  await expect(page.getByLabel("What it shows")).toHaveValue("A calm desk at the end of the month.");
  await visitor.look();

  await page.getByRole("button", { name: "Use in the post: Picture 1" }).click();
  await expect(made.filter({ has: page.getByText("In the post", { exact: true }) })).toHaveCount(1);
  await page.getByRole("button", { name: "Delete: Picture 2" }).click();
  await expect(made).toHaveCount(1);
  await page.getByRole("navigation", { name: "You are here" }).getByRole("link").last().click();
  const shown = page.locator("#picture img.shown-picture");
  await expect(shown).toHaveAttribute("alt", "A tidy desk in evening light.");
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expect(review(page)).toBeVisible();
});

test("a picture that a filter holds back says what to change, and is dismissed", async ({ enter, serve, model }) => {
  const visitor = await atPictures({ enter, serve, model });
  const { page } = visitor;
  visitor.expects(/\b422\b/);
  await page.getByLabel("What it shows").fill("");
  await page.getByRole("button", { name: /^Make 1/ }).click();
  await expect(page.getByLabel("What it shows")).toHaveAccessibleDescription(/is empty/);
  model.filter();
  await page.getByLabel("What it shows").fill("A well-known actor at a desk.");
  await page.getByRole("button", { name: /^Make 1/ }).click();
  const work = page.locator("#work");
  await visitor.sees(work.getByText(/held this picture back .* Change the description/));
  await visitor.look();
  await work.getByRole("button", { name: /^Dismiss: / }).click();
  await expect(work).toHaveCount(0);
  await expect(page.getByLabel("What it shows")).toHaveValue("A well-known actor at a desk.");
});

test("without an image model it is said so, and what image models there are stands among the models", async ({ visitor, enter, serve, model }) => {
  await finishedCampaign(visitor, software);
  await openPost(visitor, 1);
  await visitor.page.getByRole("link", { name: "Have a picture made" }).click();
  await expect(visitor.page.getByText("No image model is set up.")).toBeVisible();
  await expect(visitor.page.getByRole("button", { name: /^Make/ })).toHaveCount(0);
  const server = await serve(model.settings);
  const world = await World.on(server);
  const other = await enter(server.url, world.signedIn);
  await other.visit("/settings/models");
  const painters = other.page.getByRole("table", { name: "Models that make pictures" });
  await expect(painters.getByRole("row", { name: /gemini-3\.1-flash-image.*Price known/ })).toBeVisible();
});
