import { body, finishedCampaign, openPost, posts, review } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";
import { card, opener, switchTo } from "../support/previews.ts";

const end = "sliced if you like";

test("what a channel cuts off opens and closes again", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/previews");
  const post = card(page, "linkedin");
  const { box, words } = opener(page, "linkedin");
  await expect(post.getByText("The ovens on Mill Street")).toBeVisible();
  await expect(post.getByText(end)).toBeHidden();
  await words.click();
  await expect(box).toBeChecked();
  await expect(post.getByText(end)).toBeVisible();
  await expect(post.getByText("less", { exact: true })).toBeVisible();
  await visitor.look();
  await box.press("Space");
  await expect(post.getByText(end)).toBeHidden();
});

test("an opened post, a larger screen and other colours need no script", { tag: "@dark" }, async ({ visitor }) => {
  const { page } = visitor;
  await page.goto("/previews");
  await expect(card(page, "instagram").getByText(end)).toBeHidden();
  await expect(card(page, "facebook").getByText("poppy seed rolls")).toBeHidden();
  await switchTo(page, "Desktop");
  await expect(card(page, "facebook").getByText("poppy seed rolls")).toBeVisible();
  await visitor.look();
  await switchTo(page, "Opened");
  await expect(card(page, "instagram").getByText(end)).toBeVisible();
  await expect(card(page, "email").getByText("The ovens on Mill Street")).toBeVisible();
  await visitor.look();
  await switchTo(page, "Dark");
  await expect(card(page, "email")).toHaveCSS("color-scheme", "dark");
  await visitor.look();
  await switchTo(page, "Light");
  await visitor.look();
});

test("any text is shown as every channel shows it", { tag: "@any-width" }, async ({ visitor }) => {
  const { page } = visitor;
  await page.goto("/previews");
  await visitor.alive();
  await page.getByText("Write your own text").click();
  await page.getByLabel("Text", { exact: true }).fill("Ask @ada at example.com #one #two");
  await page.getByLabel("Hashtags").fill("");
  await page.getByLabel("Form", { exact: true }).selectOption("Carousel");
  await page.getByRole("button", { name: "Show it" }).click();
  const links = (channel: string) => card(page, channel).locator(".pv-text .pv-link");
  await expect(links("threads")).toHaveText(["@ada", "example.com", "#one", "example.com/mill-street/ope…"]);
  await expect(links("instagram")).toHaveText(["@ada", "#one", "#two"]);
  await expect(card(page, "x").getByRole("group", { name: "Pictures to swipe through" })).toBeVisible();
  await expect(page).toHaveURL(/format=carousel/);
  await visitor.look();
});

test("a post's preview follows the typing", { tag: "@script" }, async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor);
  await posts(page).filter({ has: page.getByText("Facebook", { exact: true }) }).first().getByRole("link").click();
  await expect(page).toHaveURL(/\/posts\//);
  await visitor.alive();
  const post = card(page, "facebook");
  const { box, words } = opener(page, "facebook");
  await body(page).fill(`${"word ".repeat(120)}and the end #baked`);
  await expect(post.getByText("#baked", { exact: true })).toBeHidden();
  await words.click();
  await expect(post.getByText("#baked", { exact: true })).toBeVisible();
  await body(page).fill(`${"word ".repeat(120)}and the very end #baked`);
  await expect(post.getByText("the very end")).toBeVisible();
  await expect(box).toBeChecked();
  await visitor.look();
  await body(page).fill("<b>Short & whole.</b>");
  await expect(post.getByText("<b>Short & whole.</b>")).toBeVisible();
  await expect(words).toHaveCount(0);
});

test("a preview follows the typing after somebody decided about its version", { tag: ["@script", "@any-width"] }, async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor);
  await openPost(visitor, 0);
  await visitor.alive();
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(review(page).getByText("Approved", { exact: true })).toBeVisible();
  await body(page).fill("Typed after the approval.");
  await expect(page.locator(".pv").getByText("Typed after the approval.")).toBeVisible();
});

test("a post is shown as its channel shows it", async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor);
  await openPost(visitor, 0);
  const written = (await body(page).inputValue()).slice(0, 40);
  await expect(page.locator(".pv .pv-text").first()).toContainText(written);
  await switchTo(page, "Desktop");
  await visitor.look();
});
