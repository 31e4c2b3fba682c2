import { finishedCampaign, openPost } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";
import { World } from "../support/world.ts";

test("a post is compared in meaning with the others, and the nearest are shown", { tag: "@dark" }, async ({ serve, enter }) => {
  // Counts posts, so that nobody else's may be there.
  const world = await World.on(await serve());
  const visitor = await enter(world.server.url, world.signedIn);
  const { page } = visitor;
  await finishedCampaign(visitor);
  await openPost(visitor, 0);
  await page.getByRole("link", { name: "Similar posts" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Similar posts" })).toBeVisible();
  await expect(page.getByText("Not compared yet: 8")).toBeVisible();
  await expect(page.getByText(/It costs nothing\./)).toBeVisible();
  await visitor.look();
  await visitor.alive();
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(page.getByText(/^Compared with 7 posts by built-in-words-1\./)).toBeVisible();
  const near = page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("meter") });
  await expect(near).toHaveCount(5);
  await expect(page.getByText(/^Not compared yet/)).toBeHidden();
  await visitor.look();
  await near.first().getByRole("link").click();
  await expect(page.getByRole("link", { name: "Similar posts" })).toBeVisible();
});
