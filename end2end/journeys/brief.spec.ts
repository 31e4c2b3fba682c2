import { readFile } from "node:fs/promises";
import { bakery, beginFromSample, body, finishedCampaign, openPost, runIs, software, submit } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";

/** Marks of right-to-left writing, a family of seven code points, markup and template syntax. */
const odd = "\u200fשלום\u200e <script>alert(1)</script> {{7*7}} ${7*7} 👨‍👩‍👧‍👦 e\u0301 & &amp; \"'";

test("an incomplete brief says what is missing next to each field and keeps what was typed", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/briefs/new");
  await page.getByRole("button", { name: "Start empty" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Untitled brief");
  await page.getByLabel("Title").fill(odd);
  await page.getByLabel("What is promoted").fill(`${odd}\n\n  two spaces`);
  await page.getByLabel("Web address").fill("example.com");
  await page.getByLabel("Number of posts").fill("600");
  await page.getByRole("checkbox", { name: "Mastodon" }).check();
  await page.getByRole("button", { name: "Start the campaign" }).click();

  const summary = page.getByRole("alert");
  await expect(summary).toContainText("fields need attention");
  await expect(summary).toBeFocused();
  for (const field of ["Goal", "Audience", "Key message"]) {
    await expect(page.getByLabel(field)).toHaveAccessibleDescription(new RegExp(`^${field} is empty\\.`));
  }
  await expect(page.getByLabel("Web address")).toHaveAccessibleDescription(/^Give a full address/);
  await expect(page.getByLabel("Number of posts")).toHaveAccessibleDescription(/60/);
  await expect(page.getByLabel("Title")).toHaveValue(odd);
  await expect(page.getByLabel("What is promoted")).toHaveValue(`${odd}\n\n  two spaces`);
  await expect(page.getByLabel("Number of posts")).toHaveValue("600");
  await expect(page.getByRole("checkbox", { name: "Mastodon" })).toBeChecked();
  await visitor.look();

  await summary.getByRole("link", { name: /^Audience/ }).click();
  await expect(page.getByLabel("Audience")).toBeFocused();
});

test("odd text stands on every page as it was typed", async ({ visitor }) => {
  const { page } = visitor;
  await beginFromSample(visitor, software);
  await page.getByLabel("Title").fill(odd);
  await page.getByLabel("Number of posts").fill("4");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await submit(visitor);
  await runIs(visitor, "Done");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(odd);
  await visitor.look();
  await openPost(visitor, 0);
  await body(page).fill(odd);
  await page.getByRole("button", { name: "Save as new version" }).click();
  await expect(page.getByText(/^Versions: [2-9]$/)).toBeVisible();
  await page.reload();
  await expect(body(page)).toHaveValue(odd);
  await page.getByRole("link", { name: odd }).click();
  await expect(page.getByRole("link", { name: odd })).toBeVisible();
  await page.getByRole("link", { name: "Print page" }).click();
  await expect(page.getByRole("paragraph").filter({ hasText: odd })).toBeVisible();
  await page.goto("/");
  await expect(page.getByRole("link", { name: odd }).first()).toBeVisible();
  await visitor.look();
});

test("a NUL character and a text of a megabyte are refused in a sentence", { tag: "@any-width" }, async ({ visitor }) => {
  const { page } = visitor;
  await beginFromSample(visitor);
  visitor.expects(/\b422\b/);
  const field = page.getByLabel("Key message");
  const wrong: [string, RegExp][] = [
    ["warm\0bread", /^Key message has a NUL character/],
    ["b".repeat(1_000_000), /^Key message has 1000000 characters; it can have \d+ at the most/],
  ];
  for (const [text, sentence] of wrong) {
    await page.getByLabel("Goal").fill("A goal that was typed just now.");
    await field.fill(text);
    await page.getByRole("button", { name: "Save draft" }).click();
    await expect(page.getByRole("alert").first()).toContainText(sentence.source.includes("NUL") ? "NUL character" : "1000000 characters");
    await expect(field).toHaveAccessibleDescription(sentence);
    await expect(page.getByLabel("Goal")).toHaveValue("A goal that was typed just now.");
  }
});

test("a brief leaves as a file and comes back from it", { tag: "@any-width" }, async ({ visitor }) => {
  const { page } = visitor;
  await beginFromSample(visitor, software);
  for (const format of ["Markdown", "JSON"]) {
    const begun = page.waitForEvent("download");
    await page.getByRole("link", { name: format, exact: true }).click();
    const text = await readFile(await (await begun).path(), "utf8");
    expect(text).toContain("Tallyard is closing software");
    await page.goto("/briefs/new");
    await visitor.alive();
    await page.getByLabel("Or paste a text").fill(text);
    await page.getByRole("button", { name: "Make a brief of it" }).click();
    await expect(page).toHaveURL(/\/briefs\/[0-9a-f-]{36}\?filled=1$/);
    await expect(page.getByLabel("Title")).toHaveValue(software);
    await expect(page.getByLabel("Tone")).toHaveValue("confident");
    await expect(page.getByRole("checkbox", { name: "LinkedIn" })).toBeChecked();
    await expect(page.getByRole("alert")).toBeHidden();
  }
});

test("a file that is no brief is refused and stays in its field", { tag: "@any-width" }, async ({ visitor }) => {
  const { page } = visitor;
  visitor.expects(/\b4(00|22)\b/);
  await visitor.visit("/briefs/new");
  await page.getByLabel("Or paste a text").fill("{ no brief");
  await page.getByRole("button", { name: "Make a brief of it" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("Or paste a text")).toHaveValue("{ no brief");
  await visitor.look();
});

test("a draft is discarded", { tag: "@any-width" }, async ({ visitor }) => {
  const { page } = visitor;
  await beginFromSample(visitor);
  const address = page.url();
  await visitor.alive();
  await page.getByText("Discard this brief").click();
  await page.getByRole("button", { name: "Discard", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Campaigns");
  await visitor.visit(new URL(address).pathname, 404);
});

test("what is typed is saved by itself, and kept while there is no connection", { tag: "@script" }, async ({ visitor }) => {
  const { page } = visitor;
  await beginFromSample(visitor);
  await visitor.alive();
  const [goal, saved] = [page.getByLabel("Goal"), page.getByRole("status").filter({ hasText: /^Saved$/ })];
  await goal.fill("Sell every loaf before noon.");
  await expect(saved).toBeVisible();
  await page.reload();
  await expect(goal).toHaveValue("Sell every loaf before noon.");

  await visitor.alive();
  visitor.expects(/ERR_INTERNET_DISCONNECTED/);
  await visitor.context.setOffline(true);
  await goal.fill("Typed in a tunnel.");
  await expect(page.getByRole("status").filter({ hasText: /^Kept in this browser, not saved yet/ })).toBeVisible();
  await visitor.context.setOffline(false);
  await page.reload();
  await expect(goal).toHaveValue("Typed in a tunnel.");
  await expect(page.getByRole("status").filter({ hasText: /^(Brought back|Saved)/ })).toBeVisible();
  await expect(saved).toBeVisible();
  await page.reload();
  await expect(goal).toHaveValue("Typed in a tunnel.");
});

test("the brief says what the agents have to go on, and follows what is typed", { tag: "@script" }, async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/briefs/new");
  await page.getByRole("button", { name: "Start empty" }).click();
  await visitor.alive();
  const meter = page.getByRole("meter", { name: "Strength of the brief" });
  const why = page.getByText("Posts can ask for exactly what you count.");
  await expect(meter).toHaveAttribute("value", "0");
  await expect(why).toBeVisible();
  await page.getByLabel("Goal").fill("Win 200 regular customers in six weeks.");
  await expect(meter).toHaveAttribute("value", "1");
  await expect(why).toBeHidden();
  await page.getByLabel("Key message").fill("Warm at seven.");
  await expect(meter).toHaveAttribute("value", "2");
  await visitor.look();
});

test("the brief is told in a few lines, which follow what is typed", { tag: "@script" }, async ({ visitor }) => {
  const { page } = visitor;
  await beginFromSample(visitor);
  await visitor.alive();
  const known = page.locator("section", { has: page.getByRole("heading", { name: "What the agents will know" }) });
  await expect(known).toContainText("Real bread, still warm, waiting for you at seven.");
  await expect(known).toContainText("X, Instagram, Facebook, E-mail · Posts: 8 · United States · English");
  await page.getByLabel("Key message").fill("Warm at seven.");
  await page.getByLabel("Tone").selectOption("playful");
  await page.getByRole("checkbox", { name: "Facebook" }).uncheck();
  await page.getByLabel("Audience").fill("");
  await expect(known).toContainText("Warm at seven.");
  await expect(known).toContainText("Playful");
  await expect(known).toContainText("X, Instagram, E-mail");
  await expect(known).toContainText("not said yet");
});

test("an old brief is used again, with days to come", { tag: "@any-width" }, async ({ visitor }) => {
  const { page } = visitor;
  await finishedCampaign(visitor);
  await page.getByRole("button", { name: "Use this brief again" }).click();
  await expect(page).toHaveURL(/\/briefs\/[0-9a-f-]{36}$/);
  await expect(page.getByLabel("Title")).toHaveValue(`${bakery} (2)`);
  await expect(page.getByLabel("Key message")).toHaveValue("Real bread, still warm, waiting for you at seven.");
  const first = new Date(await page.getByLabel("First day").inputValue());
  expect(first.getUTCDay(), "a Monday").toBe(1);
  expect(first.getTime()).toBeGreaterThan(Date.now());
});
