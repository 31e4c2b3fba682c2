import { readFileSync } from "node:fs";
import type { Locator } from "@playwright/test";
import { finishedCampaign, openPost, review, software } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";

/** Opens what changes the picture; a page with a script leaves it open. */
async function change(picture: Locator): Promise<void> {
  const choices = picture.getByRole("group").filter({ hasText: "Change the picture" });
  if ((await choices.getAttribute("open")) === null) await picture.getByText("Change the picture").click();
}

const photo = readFileSync(new URL("../../crates/pictures/fixtures/held_sideways.jpg", import.meta.url));

test("a post has a picture, and choosing another ends its approval", async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  await openPost(visitor, 1);
  const picture = page.locator("#picture");
  const shown = picture.locator("img.shown-picture").first();
  await expect(shown).toBeVisible();
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(review(page).getByText("Approved", { exact: true })).toBeVisible();
  await change(picture);
  await picture.getByRole("radio", { name: "Comparison" }).check();
  await picture.getByLabel("Words", { exact: true }).fill("Order tonight, ready at seven");
  await picture.getByRole("button", { name: "Use this picture" }).click();
  await expect(review(page).getByText("Approved earlier")).toBeVisible();
  await change(picture);
  await expect(picture.getByRole("radio", { name: "Comparison" })).toBeChecked();
  await expect(picture.getByLabel("Words", { exact: true })).toHaveValue("Order tonight, ready at seven");
  await visitor.look();
});

test("an uploaded photo is in the picture, and its cut is set by numbers", async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  await openPost(visitor, 1);
  const picture = page.locator("#picture");
  await change(picture);
  await picture.getByLabel("Upload a photo").setInputFiles({ name: "oven.jpg", mimeType: "image/jpeg", buffer: photo });
  await picture.getByRole("button", { name: "Upload and use" }).click();
  await expect(picture.locator("[data-cut]")).toBeAttached();
  await change(picture);
  await expect(picture.getByRole("radio", { name: "oven.webp" })).toBeChecked();
  await picture.getByLabel("From the top").fill("80");
  await picture.getByRole("button", { name: "Use this picture" }).click();
  await expect(page.getByText(/^Versions: [3-9]$/)).toBeVisible();
  await visitor.look();
});
