import { body } from "../support/acts.ts";
import { phone } from "../support/browser.ts";
import { scrollTo, shoot } from "./camera.ts";
import { en, filled } from "./labels.ts";
import { expect, test } from "./story.ts";

const text = "Real bread, still warm, waiting for you at seven on Mill Street.\n\nA breakfast bag with two rolls, a croissant and a coffee costs $6.90. Order it in the app by 10 pm.";

test("a post is edited beside its preview", async ({ at, story }) => {
  const { page } = await at(`/posts/${story.apprentices.posts[0].id}`);
  await expect(page.getByRole("heading", { name: en.preview.title })).toBeVisible();
  await expect(page.getByRole("button", { name: en.post.approve, exact: true })).toBeVisible();
  await shoot(page, "post");
});

test("a check says what stands in the way", async ({ at, story }) => {
  const onX = story.bread.posts.findLast((post) => post.channel === "x");
  const { page } = await at(`/posts/${onX?.id}`);
  await body(page).fill(`${text} Every dough rests for 24 hours, and the shop in Mill Street opens at 6:30, which is cheap to say and hard to do: the first loaves leave the oven a quarter of an hour later.`);
  await expect(page.getByText(en.post.severity.blocker, { exact: true }).first()).toBeVisible();
  await scrollTo(page.getByRole("heading", { name: en.post.findings, exact: true }), 420);
  await shoot(page, "checks");
});

test("a picture is chosen", async ({ at, story }) => {
  const { page } = await at(`/posts/${story.stollen.posts[2].id}`);
  await page.getByText(en.picture.change).click();
  await expect(page.getByRole("radio", { name: en.picture.layout.statement, exact: true })).toBeAttached();
  const card = page.locator("#picture");
  await page.setViewportSize({ width: 1280, height: 1100 });
  await scrollTo(card);
  await shoot(page, "picture", { part: card, height: 1050 });
});

test("versions are compared word by word", async ({ at, story }) => {
  const { page } = await at(`/posts/${story.bread.posts[5].id}`);
  await body(page).fill((await body(page).inputValue()).replace(/^[^\n]*/, "Orders placed in the app by 10 pm are packed on Mill Street and waiting at 7:00, still warm."));
  await page.getByRole("button", { name: en.post.save }).click();
  await page.getByText(filled(en.post.history, { count: 2 })).click();
  await page.getByRole("link", { name: filled(en.post.what_changed_in, { number: 2 }), exact: true }).click();
  await expect(page.locator("ins").first()).toBeVisible();
  const versions = page.locator("section", { has: page.getByText(filled(en.post.history, { count: 2 })) }).last();
  await scrollTo(versions);
  await shoot(page, "comparison", { part: versions });
});

test("a post is reviewed on a phone", async ({ browser, world, story }) => {
  const context = await browser.newContext({ ...phone, viewport: { width: 390, height: 844 }, baseURL: world.server.url, storageState: world.signedIn });
  const page = await context.newPage();
  const onMastodon = story.apprentices.posts.find((post) => post.channel === "mastodon");
  await page.goto(`/posts/${onMastodon?.id}`);
  await expect(page.locator("html[data-alive]")).toBeAttached();
  await scrollTo(page.getByRole("heading", { name: en.preview.title }));
  await shoot(page, "post-phone", { height: 844 });
  await context.close();
});
