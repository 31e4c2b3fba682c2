import { expect, test } from "../support/journey.ts";
import { beginFromSample, finishedCampaign, runIs } from "../support/acts.ts";

test("a campaign is done again from its posts on, and both are compared", async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor);
  await page.getByRole("link", { name: "Fork", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Fork this campaign" })).toBeVisible();
  const posts = page.getByRole("radio", { name: /^The posts Free\. Calls: \d+, to / });
  await expect(posts).toBeChecked();
  await visitor.look();
  await visitor.alive();
  await page.getByLabel("Name of the fork").fill("");
  visitor.expects(/\b422\b/);
  await page.getByRole("button", { name: "Fork it" }).click();
  await expect(page.getByLabel("Name of the fork")).toHaveAccessibleDescription(/empty/i);
  await page.getByLabel("Name of the fork").fill("Bread, another try");
  await page.getByRole("button", { name: "Fork it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Bread, another try" })).toBeVisible();
  await runIs(visitor, "Done");
  await page.getByRole("link", { name: "Compare", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Side by side" })).toBeVisible();
  const figures = page.getByRole("table", { name: "Both campaigns in figures" });
  await expect(figures.getByRole("columnheader").nth(2)).toContainText("Bread, another try");
  const written = figures.getByRole("row", { name: /^Posts written/ }).getByRole("cell");
  await expect(written).toHaveText(["8", "8"]);
  await expect(page.getByRole("deletion").first()).toBeVisible();
  await expect(page.getByRole("insertion").first()).toBeVisible();
  await visitor.look();
  await page.getByRole("link", { name: "Bread, another try" }).first().click();
  await page.getByRole("link", { name: "Oven-warm by seven" }).click();
  await page.getByText("Forks: 1").click();
  await expect(page.getByRole("link", { name: "Compare with Bread, another try" })).toBeVisible();
});

test("a brief says what its campaign will cost before it starts", async ({ visitor }) => {
  const { page } = visitor;
  await beginFromSample(visitor);
  const card = page.locator("section", { has: page.getByRole("heading", { name: "What it will cost" }) });
  await expect(card).toContainText("Free. Calls: 11, to ");
  await visitor.look();
});
