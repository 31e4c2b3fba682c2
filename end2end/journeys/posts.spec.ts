import { campaignId, finishedCampaign, openPost, rows, software } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";

test("posts are found by what they say and by their state, and the address keeps what was asked for", async ({ visitor, scripts }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  const campaign = campaignId(page);
  await page.getByRole("navigation", { name: "View" }).getByRole("link", { name: "List" }).click();
  await expect(page).toHaveURL(`/posts?campaign=${campaign}&view=list`);
  await expect(rows(page)).toHaveCount(6);
  await visitor.look();

  await page.getByRole("searchbox", { name: "Search posts" }).fill("nobody wrote this");
  await page.getByRole("searchbox", { name: "Search posts" }).press("Enter");
  await expect(page).toHaveURL(/[?&]q=nobody(%20|\+)wrote(%20|\+)this/);
  if (scripts) await expect(page).not.toHaveURL(/state=/);
  await expect(page.getByRole("heading", { name: "No post matches" })).toBeVisible();
  await visitor.look();
  await page.reload();
  await expect(page.getByRole("searchbox", { name: "Search posts" })).toHaveValue("nobody wrote this");
  await page.getByRole("main").getByRole("link", { name: "Clear filters" }).last().click();
  await expect(page).toHaveURL("/posts");
  await expect(page.getByRole("searchbox", { name: "Search posts" })).toHaveValue("");

  await page.goto(`/posts?campaign=${campaign}&state=approved`);
  await expect(page.getByRole("heading", { name: "No post matches" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "State", exact: true })).toHaveValue("approved");
});

test("a damaged address is refused in words", { tag: ["@any-width"] }, async ({ visitor }) => {
  await visitor.visit("/posts?state=lost&channel=pigeon", 422);
  await expect(visitor.page.getByRole("alert")).toContainText("There is no such state");
});

test("the same posts are laid out as board, calendar and gallery", async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  await page.goto(`/posts?campaign=${campaignId(page)}`);
  const day = await rows(page).first().locator("time").getAttribute("datetime");
  const views = page.getByRole("navigation", { name: "View" });
  await views.getByRole("link", { name: "Board" }).click();
  await expect(page.locator(".board-card")).toHaveCount(6);
  await expect(page.getByRole("heading", { name: /^In review/ })).toBeVisible();
  await visitor.look();
  await views.getByRole("link", { name: "Gallery" }).click();
  await expect(page.locator(".tile")).toHaveCount(6);
  await visitor.look();
  await page.goto(`/posts?campaign=${campaignId(page)}&view=month&on=${day}`);
  await expect(page.locator(`td[data-day="${day}"] .chip`).first()).toBeVisible();
  await visitor.look();
  await views.getByRole("link", { name: "Week" }).click();
  await expect(page).toHaveURL(new RegExp(`view=week.*on=${day}`));
  await expect(page.locator(`td[data-day="${day}"] .chip`).first()).toBeVisible();
  await visitor.look();
  await page.getByRole("link", { name: "Later" }).click();
  await expect(page.locator(`td[data-day="${day}"]`)).toHaveCount(0);
});

test("a post's changes are shown word by word with their writers, and undone", async ({ visitor, scripts }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  await openPost(visitor, 0);
  await visitor.alive();
  const text = page.getByRole("textbox", { name: /^(Post|Caption|Description|Message|Article)$/ });
  const drafted = await text.inputValue();
  const before = Number((await page.getByText(/^Versions: \d$/).innerText()).slice(-1));
  await text.fill(`Zwieback. ${drafted}`);
  await page.getByRole("button", { name: "Save as new version" }).click();
  await page.getByText(`Versions: ${before + 1}`).click();
  await page.getByRole("link", { name: `What changed in version ${before + 1}`, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`from=${before}&to=${before + 1}`));
  await expect(page.locator("ins").first()).toContainText("Zwieback");
  await expect(page.getByRole("list", { name: "Writers" })).toContainText("Ada, by hand");
  await visitor.look();

  await page.getByRole("link", { name: `Who wrote what in version ${before + 1}`, exact: true }).click();
  await expect(page.getByRole("list", { name: "Writers" }).getByRole("listitem")).not.toHaveCount(1);
  await page.getByLabel("Compare version").selectOption(String(before));
  await page.getByLabel("with version").selectOption(String(before));
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`from=${before}&to=${before}`));

  await page.getByRole("button", { name: "Undo the last change" }).click();
  await visitor.sees(page.getByText(`Versions: ${before + 2}`));
  await expect(text).toHaveValue(drafted);
  // With a script the page stays as it was, the history open.
  if (!scripts) await page.getByText(`Versions: ${before + 2}`).click();
  await expect(page.getByText(`same as version ${before}`)).toBeVisible();
  await visitor.look();
});
