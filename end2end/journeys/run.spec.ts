import { beginFromSample, finishedCampaign, posts, runIs, runState, software, submit } from "../support/acts.ts";
import { expect, type OfJourney, test } from "../support/journey.ts";
import type { Visitor } from "../support/visitor.ts";
import { World } from "../support/world.ts";

/** Somebody at a campaign of which four posts are being written, and wait for words. */
async function whereMuchIsWritten({ enter, serve, model }: Pick<OfJourney, "enter" | "serve" | "model">): Promise<Visitor> {
  // One at a time, so that the post that waits longest is the plan's first.
  const server = await serve({ ...model.settings, HANDBILL_WORKERS: "1" });
  const world = await World.on(server);
  const visitor = await enter(server.url, world.signedIn);
  model.answer("body");
  await beginFromSample(visitor, software);
  await submit(visitor);
  await expect.poll(() => model.waiting).toBe(1);
  return visitor;
}

test("a second tab and a reload show the same run", { tag: "@any-width" }, async ({ visitor, enter, world }) => {
  await finishedCampaign(visitor, software);
  const shown = () => posts(visitor.page).allInnerTexts();
  const first = await shown();
  await visitor.page.reload();
  await expect(posts(visitor.page)).toHaveCount(6);
  expect(await shown()).toEqual(first);
  const second = await enter(world.server.url, world.signedIn);
  await second.visit(new URL(visitor.page.url()).pathname);
  expect(await posts(second.page).allInnerTexts()).toEqual(first);
});

test("a run goes on from another concept", async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  const chosen = page.getByRole("listitem").filter({ has: page.getByText("Chosen", { exact: true }) });
  const before = await chosen.getByRole("heading").innerText();
  const other = page.getByRole("button", { name: /^Go on with this one/ }).first();
  const name = (await other.getAttribute("aria-label"))?.replace("Go on with this one: ", "") ?? "";
  await other.click();
  await visitor.sees(chosen.getByRole("heading", { name, exact: true }));
  await runIs(visitor, "Done");
  await expect(page.getByText("6 of 6 written, 0 approved")).toBeVisible();
  await expect(page.getByRole("button", { name: `Go on with this one: ${before}` })).toBeVisible();
  await visitor.look();
});

test("a run that is held up can be cancelled, and retried with a reason when it fails", async ({ enter, serve, model }) => {
  const server = await serve(model.settings);
  const world = await World.on(server);
  const visitor = await enter(server.url, world.signedIn);
  const { page } = visitor;
  await beginFromSample(visitor, software);
  await submit(visitor);
  await expect.poll(() => model.waiting).toBe(1);
  await visitor.alive();
  await expect(runState(page)).toHaveText("Running");
  await page.getByRole("button", { name: "Cancel run" }).click();
  await runIs(visitor, "Cancelled");
  await visitor.look();

  model.refuse();
  const retry = page.getByRole("button", { name: "Retry: Analyse the brief" });
  await retry.click();
  await runIs(visitor, "Needs attention");
  await expect(page.getByText(/^Steps that failed: 1\./)).toBeVisible();
  await expect(page.locator("main").getByText(/key/i).first()).toBeVisible();
  await visitor.look();

  await visitor.visit("/settings/jobs");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.goBack();

  visitor.expects(/ERR_|status: 50/);
  await server.kill();
  await server.begin();
  await page.reload();
  await visitor.alive();
  await retry.click();
  await runIs(visitor, "Done");
  await expect(posts(page)).toHaveCount(6);
  await visitor.visit("/settings/jobs");
  await expect(page.getByRole("heading", { name: "Nothing has failed" })).toBeVisible();
});

test("a server that dies in mid-run comes back, and the page and the run go on", { tag: "@script" }, async ({ enter, serve, model }) => {
  // A dead worker's lease has to run out before another takes its step up.
  test.setTimeout(90_000);
  const server = await serve(model.settings);
  const world = await World.on(server);
  const visitor = await enter(server.url, world.signedIn);
  const { page } = visitor;
  await beginFromSample(visitor, software);
  await submit(visitor);
  await expect.poll(() => model.waiting).toBe(1);
  await expect(runState(page)).toHaveText("Running");

  visitor.expects(/ERR_/);
  await server.kill();
  await expect(page.getByRole("status").filter({ hasText: "Connection lost, reconnecting…" })).toBeVisible();
  await server.begin();
  await expect(page.getByRole("status").filter({ hasText: "Connection lost" })).toBeHidden();
  await runIs(visitor, "Done", 60_000);
  await expect(posts(page)).toHaveCount(6);
  await expect(page.getByText("6 of 6 written, 0 approved")).toBeVisible();
});

test("people see a post while it is being written, and the same post when it is done", async ({ enter, serve, model, scripts }) => {
  const visitor = await whereMuchIsWritten({ enter, serve, model });
  const { page } = visitor;
  await visitor.sees(page.getByText("0 of 6 posts written."));
  await visitor.alive();
  const words = "Month-end closes by lunch";
  model.write(words);
  // Without a script the place stays empty until the page is loaded again.
  if (scripts) await expect(page.getByText(words, { exact: true })).toBeVisible();
  await expect(page.getByText(/\{"body/)).toHaveCount(0);
  await visitor.look();

  model.answer();
  await runIs(visitor, "Done");
  await expect(posts(page)).toHaveCount(6);
  await expect(posts(page).getByText(words).first()).toBeVisible();
  await expect(page.locator("[data-words]")).toHaveCount(0);
});

test("a step opens by keyboard to what it was told and what it answered", async ({ visitor, scripts }) => {
  const { page } = visitor;
  await finishedCampaign(visitor, software);
  await visitor.alive();
  const link = page.getByRole("link", { name: "Find strategy and concepts: what it was told and answered" }).first();
  await link.focus();
  await page.keyboard.press("Enter");
  const place = scripts ? page.getByRole("dialog") : page.locator("main");
  await expect(place.getByRole("heading", { name: "Find strategy and concepts" })).toBeVisible();
  await expect(place.getByRole("heading", { name: "What it answered" })).toBeVisible();
  await expect(place.getByText("Material from others, as data: brief")).toBeVisible();
  if (scripts) {
    await page.keyboard.press("Escape");
    await expect(link).toBeFocused();
    await visitor.visit((await link.getAttribute("href")) ?? "");
  } else {
    await visitor.look();
  }
  await page.getByText("Form of the answer").click();
  await expect(page.getByText("audience_insight").last()).toBeVisible();
});

test("a draft that is too long is shortened, and the page tells what changed", async ({ enter, serve, model }) => {
  const visitor = await whereMuchIsWritten({ enter, serve, model });
  const { page } = visitor;
  model.write("Month-end closes by lunch. ".repeat(120));
  model.answer();
  await runIs(visitor, "Done");
  const editor = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Editor", exact: true }) });
  await visitor.sees(editor.getByText(/^The editor shortened the text by [\d,]+ characters\.$/));
  await expect(editor.getByText(/3,000/).first()).toBeVisible();
  await expect(editor.getByRole("deletion").first()).toContainText("Month-end closes");
  await expect(editor.getByRole("insertion").first()).toContainText("Words 1 for the body");
  await visitor.look();
});
