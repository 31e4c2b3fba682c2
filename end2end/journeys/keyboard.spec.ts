import type { Locator, Page } from "@playwright/test";
import { finishedCampaign, posts, review, software } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";

/** Presses Tab until `target` has the focus; every stop on the way must be seen to have it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < 80; stops += 1) {
    await page.keyboard.press("Tab");
    const marked = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return true;
      const shown = [getComputedStyle(at), getComputedStyle(at, "::after"), getComputedStyle(at.parentElement ?? at)];
      return shown.some((style) => style.outlineStyle !== "none" || style.boxShadow !== "none");
    });
    expect(marked, `focus is visible on ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120))}`).toBe(true);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead to ${target}`);
}

test("the keyboard alone leads from the list of campaigns to an approved post", async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  const campaign = new URL(page.url()).pathname;
  await page.goto("/");
  await visitor.alive();

  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeInViewport();
  await page.keyboard.press("Enter");
  await tabTo(page, page.locator(`a[href="${campaign}"]`));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(campaign);

  const post = posts(page).first().getByRole("link");
  await expect(post).toBeVisible();
  await tabTo(page, post);
  await page.keyboard.press("Enter");
  const approve = page.getByRole("button", { name: "Approve", exact: true });
  await expect(approve).toBeVisible();
  await tabTo(page, approve);
  await page.keyboard.press("Enter");
  await expect(review(page).getByText("Approved", { exact: true })).toBeVisible();
});
