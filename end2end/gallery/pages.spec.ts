import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { bakery, beginFromSample, body, openPost, posts, runIs, runState, software, submit } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";
import type { Visitor } from "../support/visitor.ts";
import { owner, World } from "../support/world.ts";

type Shoot = (name: string) => Promise<void>;

/** Pages by the names of their pictures. */
type Pages = Record<string, string>;

/** Takes pictures of pages as they are when they are opened. */
async function shootPages(visitor: Visitor, shoot: Shoot, pages: Pages): Promise<void> {
  for (const [name, path] of Object.entries(pages)) {
    await visitor.page.goto(path);
    await visitor.alive();
    await shoot(name);
  }
}

/** Takes pictures of the visitor's page into this look's folder. */
function camera(visitor: Visitor, look: string): Shoot {
  const folder = resolve(import.meta.dirname, "../shots", look);
  mkdirSync(folder, { recursive: true });
  return async (name) => {
    // From the top: whatever is fixed to the window stands in its place.
    await visitor.page.evaluate(() => (scrollTo({ top: 0, behavior: "instant" }), document.fonts.ready));
    await visitor.page.screenshot({ path: `${folder}/${name}.png`, fullPage: true, animations: "disabled" });
  };
}

test("a new organization", async ({ enter, serve }, info) => {
  const server = await serve();
  const visitor = await enter(server.url);
  const { page } = visitor;
  const shoot = camera(visitor, info.project.name);
  visitor.expects(/./);
  await page.goto("/");
  await visitor.alive();
  await shoot("01-set-up");
  await page.getByRole("button", { name: "Create account and start" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await shoot("02-set-up-refused");
  await page.getByLabel("Organization").fill("Lindner Bakery");
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("E-mail address").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Create account and start" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your first campaign");
  await visitor.alive();
  await shoot("03-start");
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "No campaigns yet" })).toBeVisible();
  await visitor.alive();
  await shoot("03-campaigns-empty");
  await shootPages(visitor, shoot, { "03-posts-empty": "/posts", "03-news-empty": "/news", "03-brand": "/settings/brand", "04-brief-new": "/briefs/new" });
  await page.getByRole("button", { name: "Start empty" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Untitled brief");
  await shoot("05-brief-empty");
  await page.getByRole("button", { name: "Start the campaign" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await shoot("06-brief-incomplete");
  await beginFromSample(visitor, bakery);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(bakery);
  await shoot("07-brief-full");
  await page.getByText("Fill from a text or document").click();
  await page.getByLabel("Or paste a text").fill("Goal: Sell 500 loaves.\nZielgruppe: Pendler\nBudget: 5000\nWebsite: https://bakery.example");
  await page.getByRole("button", { name: "Fill the brief" }).click();
  await expect(page.locator("#filled")).toBeVisible();
  await shoot("07-brief-filled");
  await submit(visitor);
  await runIs(visitor, "Done");
  await shoot("08-campaign-done");
  await page.getByText("Every step").click();
  await shoot("09-campaign-steps");
  await page.getByRole("link", { name: /^Draft post 1: what/ }).last().click();
  await expect(page.getByRole("dialog")).toContainText("What it was told");
  await shoot("09a-step-over-the-page");
  await page.keyboard.press("Escape");
  await page.goto((await page.locator("a[aria-label^='Draft post 1: what']").last().getAttribute("href")) ?? "");
  await visitor.alive();
  await shoot("09b-step");
  await page.goBack();
  const campaign = new URL(page.url()).pathname;

  await openPost(visitor, 0);
  await shoot("10-post-in-review");
  const post = page.url();
  await page.getByRole("link", { name: "Compare variants" }).click();
  await expect(page.getByRole("heading", { name: "No variants yet" })).toBeVisible();
  await visitor.alive();
  await shoot("10a-variants-empty");
  await page.getByRole("combobox", { name: "How many" }).selectOption("6");
  await page.getByRole("button", { name: "Write variants" }).click();
  await expect(page.getByText("Built-in: free")).toHaveCount(6);
  await shoot("10b-variants");
  await page.goto(post);
  await visitor.alive();
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeHidden();
  await shoot("11-post-approved");
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Request changes" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await shoot("12-post-reason-missing");
  await page.getByLabel("Reason").fill("Name the street first.");
  await page.getByRole("button", { name: "Request changes" }).click();
  await expect(page.getByText("Name the street first.")).toBeVisible();
  await page.getByText("Write anew", { exact: true }).first().click();
  await page.getByText(/^Versions: /).click();
  await page.getByText("Text as it will be posted").click();
  await body(page).fill(`A cheap promise ${"with far too many words ".repeat(150)}`);
  await shoot("13-post-everything-open");
  await page.goto(campaign);
  await expect(posts(page)).toHaveCount(8);
  await visitor.alive();
  await shoot("14-campaign-decided");
  await shootPages(visitor, shoot, {
    "14a-posts-list": "/posts",
    "14b-posts-board": "/posts?view=board",
    "14c-posts-gallery": "/posts?view=gallery",
    "14d-posts-nothing-fits": "/posts?q=zzzz",
    "14e-posts-refused": "/posts?state=nonsense",
  });
  await page.goto("/posts");
  await visitor.alive();
  await page.locator(".posts-table tbody").getByRole("checkbox").first().check();
  await shoot("14f-posts-selected");
  const day = await page.locator(".posts-table time").first().getAttribute("datetime");
  await shootPages(visitor, shoot, { "14g-posts-month": `/posts?view=month&on=${day}`, "14h-posts-week": `/posts?view=week&on=${day}`, "15-print": `${campaign}/print` });
  await page.emulateMedia({ media: "print" });
  await shoot("16-print-on-paper");
  await page.emulateMedia({ media: null });
  await page.goto("/");
  await visitor.alive();
  await shoot("17-campaigns-full");
  await page.goto("/settings/tokens");
  await visitor.alive();
  await shoot("18-tokens-empty");
  await page.getByLabel("Name").fill("weekly export");
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByRole("code")).toBeVisible();
  await shoot("19-tokens-made");
  await page.goto("/settings/jobs");
  await visitor.alive();
  await shoot("20-jobs-empty");
  await page.goto("/api");
  await visitor.alive();
  await page.getByText("/api/v1/campaigns", { exact: true }).first().click();
  await shoot("21-api");
  await page.goto("/previews");
  await visitor.alive();
  await shoot("29-previews");
  await page.goto("/help/errors/not-found");
  await visitor.alive();
  await shoot("22-help");
  await shootPages(visitor, shoot, {
    "22a-find": "/find?q=oven",
    "22a-find-nothing": "/find?q=zzzz",
    "22b-news": "/news",
    "22c-shortcuts": "/shortcuts",
    "22d-styleguide": "/styleguide",
  });
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog").getByRole("option").first()).toBeVisible();
  await shoot("22e-finder");
  await page.keyboard.type("zzzz");
  await expect(page.getByRole("dialog").getByText("Nothing has all of these words.")).toBeVisible();
  await shoot("22f-finder-nothing");
  await page.goto("/nowhere");
  await visitor.alive();
  await shoot("23-page-not-found");
  await page.goto("/campaigns/00000000-0000-7000-8000-000000000000");
  await visitor.alive();
  await shoot("24-campaign-not-found");
  await page.goto("/");
  await visitor.alive();
  // Pages come whole; what waits is a page that opens over another one, and a form that is sent.
  await page.route("**/news", () => {});
  await page.getByRole("link", { name: "What happened" }).click();
  await expect(page.locator("#sheet .skeleton")).toBeVisible();
  await shoot("25-sheet-loading");
  await page.goto("/settings/tokens");
  await visitor.alive();
  await page.route("**/api/ui/create-token", () => {});
  await page.getByLabel("Name").fill("weekly export");
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.locator("form[aria-busy]")).toBeVisible();
  await shoot("25a-form-sending");
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.goto("/settings/tokens");
  await visitor.alive();
  await visitor.context.setOffline(true);
  await expect(page.locator(".connection")).toBeVisible();
  await page.getByLabel("Name").fill("weekly export");
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await shoot("25b-connection-lost");
  await visitor.context.setOffline(false);
  await page.goto("/");
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  await visitor.context.setOffline(true);
  await page.goto("/");
  await shoot("26-offline");
  await visitor.context.setOffline(false);
  await page.goto("/");
  await visitor.alive();
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await shoot("27-sign-in");
  await page.getByLabel("E-mail address").fill(owner.email);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await shoot("28-sign-in-refused");
});

test("voice, tools, prompts, readers, forks, pictures and films", async ({ enter, serve }, info) => {
  const world = await World.on(await serve());
  const visitor = await enter(world.server.url, world.signedIn);
  const { page } = visitor;
  visitor.expects(/./);
  const shoot = camera(visitor, info.project.name);
  await shootPages(visitor, shoot, { "40-voice-empty": "/brand/voice", "40a-samples": "/brand/voice/samples", "40b-golden": "/brand/voice/golden", "40c-try": "/brand/voice/try", "40d-rule": "/brand/voice/rule?kind=ban", "41-tools": "/tools", "41a-terms": "/brand/terms" });
  await page.goto("/settings/roles");
  await visitor.alive();
  await shoot("42-prompts");
  await page.getByRole("link", { name: "Compliance", exact: true }).click();
  await visitor.alive();
  await shoot("43-reader-new");
  await page.getByLabel("What it looks for").fill("Flag “bread” and “seven”.");
  await page.getByRole("button", { name: "Save the draft" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Compliance" })).toBeVisible();
  await shoot("43a-reader-draft");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("At work: version 1")).toBeVisible();
  await shoot("43b-reader-at-work");
  await beginFromSample(visitor, bakery);
  await submit(visitor);
  await runIs(visitor, "Done");
  await shoot("44-campaign-read");
  const campaign = new URL(page.url()).pathname;
  await page.goto("/settings/roles/write");
  await visitor.alive();
  const instructions = page.getByLabel("Instructions", { exact: true });
  await instructions.fill(`Write like a baker.\n${await instructions.inputValue()}`);
  await page.getByRole("button", { name: "Save the draft" }).click();
  await expect(page.getByRole("insertion").first()).toBeVisible();
  await shoot("42a-prompt-draft");
  await page.goto(`${campaign}/fork?wording=write.1`);
  await visitor.alive();
  await shoot("45-fork");
  await page.getByRole("button", { name: "Fork it" }).click();
  await runIs(visitor, "Done");
  await shoot("45a-forked");
  await page.getByRole("link", { name: "Compare", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Side by side" })).toBeVisible();
  await shoot("45b-compared");
  await page.goto(campaign);
  await openPost(visitor, 0);
  await shoot("46-post-read");
  const post = new URL(page.url()).pathname;
  await shootPages(visitor, shoot, { "46a-picture": `${post}/picture`, "46b-film": `${post}/film`, "46d-alike": `${post}/alike`, "46c-tools-of-a-post": `/tools?post=${post.split("/")[2]}`, "47-models": "/settings/models", "48-activity": "/activity" });
});

test("a run in trouble", async ({ enter, serve, model }, info) => {
  const server = await serve(model.settings);
  const world = await World.on(server);
  const visitor = await enter(server.url, world.signedIn);
  const { page } = visitor;
  const shoot = camera(visitor, info.project.name);
  visitor.expects(/./);
  await beginFromSample(visitor, software);
  await submit(visitor);
  await expect.poll(() => model.waiting).toBe(1);
  await expect(runState(page)).toHaveText("Running");
  await shoot("30-campaign-running");
  model.answer("body");
  await expect(page.getByText("Working").first()).toBeVisible();
  await expect.poll(() => model.waiting).toBe(4);
  await visitor.sees(page.getByText("0 of 6 posts written."));
  model.write("Month-end closes by lunch. The numbers are in before the coffee is cold, and nobody stays late for");
  await expect(page.getByText(/^Month-end closes by lunch/)).toBeVisible();
  await shoot("30a-campaign-writing");
  model.refuse();
  await runIs(visitor, "Needs attention");
  await shoot("31-campaign-failed");
  await page.goto("/settings/jobs");
  await visitor.alive();
  await shoot("32-jobs-full");
  await page.goto("/");
  await visitor.alive();
  await shoot("33-campaigns-failed");
});

test("a demonstration", async ({ enter, serve }, info) => {
  const server = await serve({ HANDBILL_DEMO: "1" });
  const visitor = await enter(server.url);
  const { page } = visitor;
  const shoot = camera(visitor, info.project.name);
  await page.goto("/sign-in");
  await visitor.alive();
  await shoot("34-demo-sign-in");
  await page.getByRole("button", { name: "Look around" }).click();
  await expect(page.getByRole("heading", { name: "Briefs in progress" })).toBeVisible();
  await visitor.alive();
  await shoot("35-demo-campaigns");
});

test("a server that has had enough", async ({ enter, serve }, info) => {
  const server = await serve({ HANDBILL_RATE_LIMIT: "1" });
  const world = await World.on(server);
  const visitor = await enter(server.url, world.signedIn);
  const shoot = camera(visitor, info.project.name);
  visitor.expects(/./);
  await expect(async () => expect((await visitor.page.goto("/posts"))?.status()).toBe(429)).toPass();
  await shoot("36-too-many-requests");
});
