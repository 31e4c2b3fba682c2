import { rows } from "../support/acts.ts";
import { scrollTo, shoot } from "./camera.ts";
import { en } from "./labels.ts";
import { expect, test } from "./story.ts";

test("several posts are approved at once", async ({ at, story }) => {
  const { page } = await at(`/posts?campaign=${story.apprentices.id}`);
  for (const at of [0, 1, 3]) await rows(page).nth(at).getByRole("checkbox").check();
  await expect(page.getByRole("button", { name: en.posts.approve_selected })).toBeVisible();
  await shoot(page, "list");
});

for (const [view, label] of [["board", en.posts.layout.board], ["month", en.posts.layout.month], ["gallery", en.posts.layout.gallery]]) {
  test(`posts are laid out as ${view}`, async ({ at, story }) => {
    const { page } = await at(`/posts?campaign=${story.bread.id}`);
    const day = await rows(page).first().locator("time").getAttribute("datetime");
    await page.goto(view === "month" ? `/posts?view=month&on=${day}` : `/posts?view=${view}`);
    await expect(page.getByRole("link", { name: label, exact: true })).toHaveAttribute("aria-current", /.+/);
    await expect(page.locator("html[data-alive]")).toBeAttached();
    if (view === "month") await scrollTo(page.getByRole("table"), 120);
    await shoot(page, view, { height: view === "gallery" ? 680 : 800 });
  });
}
