import { expect, test } from "../support/journey.ts";
import { finishedCampaign } from "../support/acts.ts";

test("every call of a campaign stands in the ledger, and opens to what was asked", async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor);
  await visitor.visit("/activity");
  const calls = page.getByRole("table", { name: "Calls" });
  await expect(calls.getByRole("row").nth(1)).toContainText("Answered");
  await expect(page.getByRole("definition").filter({ hasText: "$0.0000" }).first()).toBeVisible();
  await page.getByRole("combobox", { name: "Task" }).selectOption("Plan posts");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/task=plan/);
  await expect(calls.getByRole("rowheader").first()).toHaveText("Plan posts");
  await expect(calls.getByRole("rowheader", { name: "Write a post" })).toHaveCount(0);
  const file = await page.request.get(await page.getByRole("link", { name: "Download as CSV" }).getAttribute("href") ?? "");
  expect((await file.text()).split("\n")[0]).toContain("tokens_in,tokens_out,cost_usd");
  await visitor.alive();
  await calls.getByRole("link", { name: "Plan posts" }).first().click();
  await expect(page).toHaveURL(/\/campaigns\/.+\/steps\//);
  await page.goto("/activity?state=lost");
  await expect(page.getByRole("heading", { name: "No such calls" })).toBeVisible();
  await visitor.look();
});

test("a budget is set, shown and taken away", async ({ visitor }) => {
  const { page } = visitor;
  visitor.expects(/\b422\b/);
  await visitor.visit("/settings/budgets");
  await page.getByLabel("Holds for").selectOption("Me");
  await page.getByLabel("Amount in US dollars").fill("plenty");
  await page.getByRole("button", { name: "Set budget" }).click();
  await expect(page.getByLabel("Amount in US dollars")).toHaveAccessibleDescription(/such as 25 or 0.50/);
  await expect(page.getByLabel("Amount in US dollars")).toHaveValue("plenty");
  await page.getByLabel("Amount in US dollars").fill("12.5");
  await page.getByRole("button", { name: "Set budget" }).click();
  const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Me: Ada" }) });
  await expect(card).toContainText("$12.5000 of $12.5000 left");
  await visitor.look();
  await card.getByRole("button", { name: "Remove budget: Me: Ada" }).click();
  await expect(card).toHaveCount(0);
});

test("models are routed by task, kept to a region, and have prices", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/settings/models");
  await expect(page.getByRole("table", { name: "Models that are set up" })).toContainText("Costs nothing");
  const route = page.getByRole("group").filter({ hasText: "Revise a post:" }).first();
  await page.getByText("Revise a post: every model that is set up").click();
  await route.getByLabel("Provider").first().selectOption("built-in");
  await route.getByLabel(/^Seconds after which/).fill("soon");
  await route.getByRole("button", { name: "Save route: Revise a post" }).click();
  await expect(page.getByText("Give whole seconds from 1 to 60")).toBeVisible();
  await route.getByLabel("Provider").first().selectOption("built-in");
  await route.getByLabel(/^Seconds after which/).fill("8");
  await route.getByRole("button", { name: "Save route: Revise a post" }).click();
  await expect(page.getByText("Revise a post: built-in")).toBeVisible();
  await page.getByLabel("Model", { exact: true }).last().fill("house-model");
  await page.getByLabel("Prompt", { exact: true }).fill("1.25");
  await page.getByLabel("Answer", { exact: true }).fill("5");
  await page.getByRole("button", { name: "Add price" }).click();
  const own = page.getByRole("table", { name: "Your own prices" });
  await expect(own.getByRole("row", { name: /house-model.*\$1\.250.*\$5\.000/ })).toBeVisible();
  await visitor.look();
  await own.getByRole("button", { name: "Remove price of house-model" }).first().click();
  await expect(page.getByRole("rowheader", { name: "house-model" })).toHaveCount(0);
});

test("an organization brings its own key and takes it out again", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/settings/models");
  const keys = page.getByRole("table", { name: "Your organization's keys" });
  const row = keys.getByRole("row").filter({ hasText: "anthropic" });
  await expect(row).toContainText("None");
  const form = page.locator("form", { has: page.getByRole("button", { name: "Save key" }) });
  await form.getByLabel("Provider").selectOption("anthropic");
  await form.getByLabel("Key").fill("too short");
  await form.getByRole("button", { name: "Save key" }).click();
  await expect(form.getByLabel("Key")).toHaveAccessibleDescription(/16 to 400 letters/);
  await expect(form.getByLabel("Provider")).toHaveValue("anthropic");
  await form.getByLabel("Key").fill("sk-ant-0123456789-wxyz");
  await form.getByRole("button", { name: "Save key" }).click();
  await expect(row).toContainText("ending in wxyz");
  await expect(page.locator("body")).not.toContainText("sk-ant-");
  await visitor.look();
  await row.getByRole("button", { name: "Remove your key for anthropic" }).click();
  await expect(row).toContainText("None");
});
