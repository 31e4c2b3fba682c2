import { body, finishedCampaign, openPost, posts, review, software } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";

test("an edit after the approval voids it", async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  await openPost(visitor, 1);
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(review(page).getByText("Approved", { exact: true })).toBeVisible();
  await body(page).fill("Written by hand after the approval. The first month is free.");
  await page.getByRole("button", { name: "Save as new version" }).click();
  await expect(review(page).getByText("Approved earlier")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
  await expect(page.getByText("In review", { exact: true })).toBeVisible();
});

test("an edit of a version that somebody replaced is refused and stays in its field", { tag: "@any-width" }, async ({ visitor, enter, world }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  await openPost(visitor, 2);
  const colleague = await enter(world.server.url, world.signedIn);
  await colleague.page.goto(page.url());
  await colleague.alive();
  await body(colleague.page).fill("The colleague was faster.");
  await colleague.page.getByRole("button", { name: "Save as new version" }).click();
  await expect(colleague.page.getByText(/^Versions: [2-9]$/)).toBeVisible();

  visitor.expects(/\b409\b/);
  await visitor.alive();
  await body(page).fill("Mine came second.");
  await page.getByRole("button", { name: "Save as new version" }).click();
  await expect(page.getByRole("alert")).toContainText("It changed while you were looking at it");
  await expect(body(page)).toHaveValue("Mine came second.");
  await visitor.look();
});

test("a post is written anew and keeps its earlier versions", async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  await openPost(visitor, 0);
  await visitor.alive();
  const drafted = Number((await page.getByText(/^Versions: \d$/).innerText()).slice(-1));
  const edited = drafted + 1;
  await body(page).fill("Only mine.");
  await page.getByRole("button", { name: "Save as new version" }).click();
  await expect(page.getByText(`Versions: ${edited}`)).toBeVisible();
  await page.getByText("Write anew", { exact: true }).first().click();
  await page.getByRole("button", { name: "Write anew" }).click();
  await visitor.sees(page.getByText(`Versions: ${edited + 1}`));
  await expect(body(page)).not.toHaveValue("Only mine.");
  await page.getByText(`Versions: ${edited + 1}`).click();
  await page.getByRole("link", { name: `Version ${edited}`, exact: true }).click();
  await expect(page.getByText("Only mine.")).toBeVisible();
  await visitor.look();
});

test("counts and checks follow the typing, and a fix mends the text", { tag: "@script" }, async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor);
  const onX = posts(page).filter({ has: page.getByText("X", { exact: true }) }).first();
  await onX.getByRole("link").click();
  await visitor.alive();
  const checks = page.locator("section", { has: page.getByRole("heading", { name: "Checks" }) });
  await body(page).fill(`Mill Street ${"warm ".repeat(80)}`);
  await expect(page.getByText(/^\d+ \/ 280$/)).toBeVisible();
  await expect(checks.getByText("Blocker").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Hashtags" }).fill("");
  await body(page).fill("Mill Street: 👨‍👩‍👧‍👦");
  await expect(page.getByText("15 / 280")).toBeVisible();
  await expect(checks.getByText("Blocker")).toHaveCount(0);
  await visitor.look();
});
