import { bakery, runState } from "../support/acts.ts";
import { scrollTo, shoot } from "./camera.ts";
import { en, filled } from "./labels.ts";
import { expect, test } from "./story.ts";

test("a brief is written", async ({ at }) => {
  const { page } = await at("/briefs/new");
  await page.getByRole("button", { name: filled(en.brief.start_from, { title: bakery }) }).click();
  await expect(page.getByRole("button", { name: en.brief.submit })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(bakery);
  await shoot(page, "brief");
});

test("campaigns are listed", async ({ at }) => {
  const { page } = await at("/");
  await expect(page.getByRole("heading", { level: 1, name: en.campaigns.title })).toBeVisible();
  await shoot(page, "campaigns", { height: 420 });
});

test("a campaign has its run, its concepts and its posts", async ({ at, story }) => {
  const { page } = await at(`/campaigns/${story.bread.id}`);
  await expect(runState(page)).toHaveText(en.run.state.done);
  await scrollTo(page.getByRole("heading", { name: en.concept.title, exact: true }));
  await shoot(page, "concepts", { height: 600 });
  await scrollTo(page.getByRole("heading", { name: en.posts.title, exact: true }));
  await shoot(page, "campaign-posts", { height: 560 });
});
