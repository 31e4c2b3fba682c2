import type { Page } from "@playwright/test";
import { campaignId, finishedCampaign, onDay, rows, software } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";
import type { Visitor } from "../support/visitor.ts";

/** The calendar of a new campaign's month or week, and the day of a post that stands there alone in its campaign. */
async function calendar(visitor: Visitor, view: string): Promise<{ day: string; name: string }> {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  const campaign = campaignId(page);
  await page.goto(`/posts?campaign=${campaign}`);
  const first = rows(page).first();
  const day = (await first.locator("time").getAttribute("datetime")) ?? "";
  const name = await first.getByRole("link").innerText();
  await page.goto(`/posts?campaign=${campaign}&view=${view}&on=${day}`);
  await visitor.alive();
  return { day, name };
}

function plus(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** A day of the same week, so that a calendar of one week shows it as well. */
function neighbour(day: string): string {
  return plus(day, new Date(day).getUTCDay() === 0 ? -1 : 1);
}

test("a post moves by the form behind its handle, and a day that has passed is refused", async ({ visitor }) => {
  const { page } = visitor;
  const { day, name } = await calendar(visitor, "month");
  const target = neighbour(day);
  const move = async (to: string) => {
    const chip = page.locator(".chip").filter({ hasText: name });
    await chip.getByRole("button", { name: /^Move / }).click();
    await chip.getByLabel("Move to").fill(to);
    await visitor.look();
    await chip.getByRole("button", { name: "Move", exact: true }).click();
  };
  await move(target);
  await expect(onDay(page, target).filter({ hasText: name })).toBeVisible();
  await page.reload();
  await expect(onDay(page, target).filter({ hasText: name })).toBeVisible();
  await visitor.alive();

  visitor.expects(/\b422\b/);
  await move("2020-01-01");
  await expect(page.getByRole("alert")).toContainText("This day has passed");
  await expect(onDay(page, target).filter({ hasText: name })).toBeVisible();
});

test("the arrow keys take a post to another day, and Escape puts it back", { tag: ["@script", "@any-width"] }, async ({ visitor }) => {
  const { page } = visitor;
  const { day, name } = await calendar(visitor, "week");
  const target = neighbour(day);
  const key = target > day ? "ArrowRight" : "ArrowLeft";
  const chip = page.locator(".chip").filter({ hasText: name });
  const handle = chip.getByRole("button", { name: /^Move / });
  await handle.focus();
  await page.keyboard.press(key);
  await expect(onDay(page, target).filter({ hasText: name })).toBeVisible();
  await expect(page.locator("#said")).toContainText("Escape puts it back");
  await expect(handle).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(onDay(page, day).filter({ hasText: name })).toBeVisible();
  await expect(handle).toBeFocused();
  await page.keyboard.press(key);
  await expect(handle).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#said")).toContainText("Moved. An approval stays.");
  await page.reload();
  await expect(onDay(page, target).filter({ hasText: name })).toBeVisible();
});

test("a post is dragged to another day by the mouse or a finger", { tag: "@script" }, async ({ visitor, isMobile }) => {
  const { page } = visitor;
  const { day, name } = await calendar(visitor, "week");
  const target = neighbour(day);
  const chip = page.locator(".chip").filter({ hasText: name });
  const handle = chip.getByRole("button", { name: /^Move / });
  await handle.evaluate((element) => element.scrollIntoView({ block: "center" }));
  const from = await middle(page, `.chip:has-text(${JSON.stringify(name)}) .grip`);
  const to = await middle(page, `td[data-day="${target}"]`);
  if (isMobile) await drag(page, from, to);
  else {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 5 });
    await expect(page.locator(`td[data-day="${target}"]`)).toHaveAttribute("data-over", "");
    await page.mouse.up();
  }
  await expect(onDay(page, target).filter({ hasText: name })).toBeVisible();
  await expect(page.locator("#said")).toContainText("Moved. An approval stays.");
  await expect(page).toHaveURL(/view=week/);
  await page.reload();
  await expect(onDay(page, target).filter({ hasText: name })).toBeVisible();
});

test("a move shows at once and is taken back when the server cannot be reached", { tag: ["@script", "@any-width"] }, async ({ visitor }) => {
  const { page } = visitor;
  const { day, name } = await calendar(visitor, "week");
  const target = neighbour(day);
  let answer = (): void => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/\/api\/ui\/move-post/, async (route) => {
    await held;
    await route.abort("connectionfailed");
  });
  visitor.expects(/ERR_CONNECTION_FAILED/);
  const chip = page.locator(".chip").filter({ hasText: name });
  await chip.getByRole("button", { name: /^Move / }).focus();
  await page.keyboard.press(target > day ? "ArrowRight" : "ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(onDay(page, target).filter({ hasText: name })).toHaveAttribute("data-pending", "");
  answer();
  await expect(page.getByRole("alert")).toContainText("cannot be reached");
  await expect(onDay(page, day).filter({ hasText: name })).toBeVisible();
});

async function middle(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not on the page`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A finger that goes down at one place and up at another. */
async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: { x: number; y: number }[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await touch("touchStart", [from]);
  for (const share of [0.25, 0.5, 0.75, 1]) {
    await touch("touchMove", [{ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }]);
  }
  await touch("touchEnd", []);
  await session.detach();
}
