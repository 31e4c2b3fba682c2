import { expect, type Locator, type Page } from "@playwright/test";
import type { Visitor } from "./visitor.ts";

export const bakery = "Oven-warm by seven";
export const software = "Month-end without overtime";

/** Begins a brief from the sample called `title`. */
export async function beginFromSample(visitor: Visitor, title = bakery): Promise<void> {
  await visitor.page.goto("/briefs/new");
  await visitor.alive();
  await visitor.page.getByRole("button", { name: `Use this sample: ${title}` }).click();
  await expect(visitor.page).toHaveURL(/\/briefs\/[0-9a-f-]{36}$/);
}

/** Starts the campaign of the brief on the page. */
export async function submit(visitor: Visitor): Promise<void> {
  await visitor.page.getByRole("button", { name: "Start the campaign" }).click();
  await expect(visitor.page).toHaveURL(/\/campaigns\/[0-9a-f-]{36}$/);
}

/** The badge beside the run's heading. */
export function runState(page: Page): Locator {
  return page.locator("section", { has: page.getByRole("heading", { name: "Run", exact: true }) }).getByText(/^(Running|Done|Needs attention|Cancelled)$/);
}

/** Waits until the run on the page has come to `state`. */
export async function runIs(visitor: Visitor, state: string, timeout?: number): Promise<void> {
  await visitor.sees(runState(visitor.page).filter({ hasText: state }), timeout);
}

/** A finished campaign from a sample, its page open. */
export async function finishedCampaign(visitor: Visitor, title = bakery): Promise<void> {
  await beginFromSample(visitor, title);
  await submit(visitor);
  await runIs(visitor, "Done");
}

/** The cards of the campaign's posts. */
export function posts(page: Page): Locator {
  const list = page.locator("section", { has: page.getByRole("heading", { name: "Posts", exact: true }) });
  return list.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3 }) });
}

/** Opens the post on the `index`th card. */
export async function openPost(visitor: Visitor, index: number): Promise<void> {
  await posts(visitor.page).nth(index).getByRole("link").click();
  await expect(visitor.page).toHaveURL(/\/posts\/[0-9a-f-]{36}$/);
  await expect(visitor.page.getByRole("button", { name: "Save as new version" })).toBeVisible();
}

/** The field that holds a post's text, whatever its channel calls it. */
export function body(page: Page): Locator {
  return page.getByRole("textbox", { name: /^(Post|Caption|Description|Message|Article)$/ });
}

/** The review's part of a post's page. */
export function review(page: Page): Locator {
  return page.locator("section", { has: page.getByRole("heading", { name: "Review", exact: true }) });
}

/** The id of the campaign whose page is open, or whose posts are asked for. */
export function campaignId(page: Page): string {
  const address = new URL(page.url());
  return address.searchParams.get("campaign") ?? address.pathname.split("/")[2];
}

/** The rows of the list of posts. */
export function rows(page: Page): Locator {
  return page.locator(".posts-table tbody tr");
}

/** The post on the calendar's day. */
export function onDay(page: Page, day: string): Locator {
  return page.locator(`td[data-day="${day}"] .chip`);
}
