import type { Locator, Page } from "@playwright/test";

/** The channels by the words in their cards, in the order of the page. */
export const channels = ["linkedin", "x", "instagram", "facebook", "threads", "bluesky", "mastodon", "tiktok", "youtube", "pinterest", "email", "blog"];

/** The post as the channel shows it. */
export function card(page: Page, channel: string): Locator {
  return page.locator(`.pv[data-channel="${channel}"]`);
}

/** The checkbox that opens what the channel cuts off, and the words that label it. */
export function opener(page: Page, channel: string): { box: Locator; words: Locator } {
  const one = page.locator(".pv-one", { has: card(page, channel) });
  return { box: one.getByRole("checkbox", { name: /the whole text$/ }), words: one.locator(".pv-more") };
}

/** Switches what is shown: "Feed", "Opened", "Phone", "Desktop". */
export async function switchTo(page: Page, ...names: string[]): Promise<void> {
  const switches = page.locator(".pv-switches");
  for (const name of names) await switches.getByRole("radio", { name, exact: true }).check();
}
