import { beginFromSample, openPost, runIs, software, submit } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";

test("a demonstration says so on each of its pages", async ({ enter, serve }) => {
  const server = await serve({ HANDBILL_DEMO: "1" });
  const visitor = await enter(server.url);
  const { page } = visitor;
  const banner = page.getByRole("complementary", { name: "Demonstration" });
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect(banner).toBeVisible();
  await visitor.look();
  await page.getByRole("button", { name: "Look around" }).click();
  await expect(page.getByRole("heading", { name: "Briefs in progress" })).toBeVisible();
  await expect(banner).toBeVisible();
  await beginFromSample(visitor, software);
  await expect(banner).toBeVisible();
  await submit(visitor);
  await runIs(visitor, "Done");
  await expect(banner).toBeVisible();
  const campaign = new URL(page.url()).pathname;
  await openPost(visitor, 0);
  await expect(banner).toBeVisible();
  const others = ["/briefs/new", "/settings/tokens", "/settings/jobs", "/api", "/help/errors/not-found", `${campaign}/print`];
  for (const path of others) {
    await page.goto(path);
    await expect(banner).toBeVisible();
  }
  visitor.expects(/\b404\b/);
  await page.goto("/nowhere");
  await expect(banner).toBeVisible();
});
