import { finishedCampaign, openPost } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";
import { World } from "../support/world.ts";

test("a post is heard on its page, at a price that is told before", { tag: "@dark" }, async ({ serve, enter, model }) => {
  const server = await serve(model.settings);
  const world = await World.on(server);
  const visitor = await enter(server.url, world.signedIn);
  const { page } = visitor;
  model.answer();
  await finishedCampaign(visitor);
  await openPost(visitor, 0);
  const aloud = page.locator("#aloud");
  await expect(aloud.getByText(/^At most \$[\d.]+ for this text$/)).toBeVisible();
  await visitor.look();
  await aloud.getByRole("button", { name: "Read aloud" }).click();
  await expect(aloud.locator("audio")).toHaveAttribute("src", /^\/speech\/[0-9a-f-]{36}\.wav$/);
  await expect(aloud.getByText(/^Read aloud for \$/)).toBeVisible();
  await visitor.look();
});
