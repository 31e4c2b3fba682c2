import { expect, test } from "../support/journey.ts";
import { bakery, body, finishedCampaign, openPost, runIs } from "../support/acts.ts";

test("a prompt is worded otherwise, tried out on a past campaign, then published", async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor);
  await page.goto("/settings/roles");
  await visitor.look();
  await page.getByRole("link", { name: "Write a post", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Write a post" })).toBeVisible();
  await visitor.alive();
  const instructions = page.getByLabel("Instructions", { exact: true });
  const shipped = await instructions.inputValue();
  await instructions.fill("Write something.");
  visitor.expects(/\b422\b/);
  await page.getByRole("button", { name: "Save the draft" }).click();
  await expect(instructions).toHaveAccessibleDescription(/is missing/);
  await expect(instructions).toHaveValue("Write something.");
  await instructions.fill(`Write like a baker.\n${shipped}`);
  await page.getByRole("button", { name: "Save the draft" }).click();
  await expect(page.getByRole("insertion").first()).toContainText("Write like a baker.");
  await visitor.look();

  await page.getByRole("link", { name: bakery }).first().click();
  await expect(page.getByLabel("Prompt")).toHaveValue("write.1");
  await page.getByLabel("Name of the fork").fill("Like a baker");
  await page.getByRole("button", { name: "Fork it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Like a baker" })).toBeVisible();
  await runIs(visitor, "Done");
  await expect(page.getByText("Write a post: Version 1")).toBeVisible();

  await page.goto("/settings/roles/write");
  await visitor.alive();
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("In use: Version 1")).toBeVisible();
  await expect(page.getByRole("button", { name: "Make it the draft: As Handbill ships it" })).toBeVisible();
  await visitor.look();
});

test("a reader that is added reads every post, and what it suggests is written at a press", async ({ visitor }) => {
  const { page } = visitor;
  await page.goto("/settings/roles");
  await page.getByRole("link", { name: "Compliance", exact: true }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Compliance");
  await visitor.alive();
  await page.getByLabel("What it looks for").fill("Write “bread” → “loaf”.");
  await page.getByLabel("What it does about it").selectOption("It also suggests what to write instead");
  const looksUp = page.getByRole("checkbox", { name: "May look things up" });
  await expect(looksUp).toHaveAccessibleDescription(/up to two more calls/);
  await looksUp.check();
  await page.getByRole("button", { name: "Save the draft" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Compliance" })).toBeVisible();
  await expect(looksUp).toBeChecked();
  await expect(page.getByLabel("What it does about it")).toHaveValue("suggests");
  await visitor.look();
  await visitor.alive();
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("At work: version 1")).toBeVisible();

  await finishedCampaign(visitor);
  await openPost(visitor, 0);
  const readers = page.getByRole("region", { name: "Readers" });
  await expect(readers.getByRole("heading", { name: "Compliance" })).toBeVisible();
  await visitor.look();
  await visitor.alive();
  const suggested = readers.getByRole("button", { name: "Write it like this: “loaf”" });
  const count = await suggested.count();
  expect(count).toBeGreaterThan(0);
  await suggested.first().click();
  await expect(readers.getByText("about version 1, not this one")).toBeVisible();
  await expect(body(page)).toHaveValue(/^Real loaf/);
  await expect(readers.getByText("The post no longer says this.")).toBeHidden();
  // The word stood twice, and once in two other fields.
  await readers.getByRole("button", { name: "Write them all like this" }).click();
  await expect(body(page)).not.toHaveValue(/bread/);
  await expect(readers.getByText("The post no longer says this.")).toHaveCount(count);
  await expect(suggested).toBeHidden();
  await visitor.look();
  await visitor.alive();
  await readers.getByRole("button", { name: "Have it read" }).click();
  await visitor.sees(readers.getByRole("button", { name: "Have it read" }));
});
