import { readFile } from "node:fs/promises";
import { bakery, body, openPost, posts, review, runIs, submit } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";
import { owner } from "../support/world.ts";
import { unzip } from "../support/zip.ts";

test("the first visitor goes from an empty product to approved posts in a ZIP", { tag: "@dark" }, async ({ enter, serve }) => {
  const server = await serve();
  const visitor = await enter(server.url);
  const { page } = visitor;

  await test.step("makes the organization and its owner", async () => {
    await page.goto("/");
    await expect(page).toHaveURL(/\/setup$/);
    await visitor.look();
    await page.getByLabel("Organization").fill("Lindner Bakery");
    await page.getByLabel("Your name").fill(owner.name);
    await page.getByLabel("E-mail address").fill(owner.email);
    await page.getByLabel("Password").fill(owner.password);
    await page.getByRole("button", { name: "Create account and start" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your first campaign");
    await visitor.look();
  });

  await test.step("starts from a sample brief", async () => {
    await page.getByRole("button", { name: `Use this sample: ${bakery}` }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(bakery);
    await visitor.look();
    await submit(visitor);
  });

  await test.step("sees the run finish and its posts", async () => {
    await runIs(visitor, "Done");
    await expect(page.getByText("8 of 8 written, 0 approved")).toBeVisible();
    await expect(posts(page)).toHaveCount(8);
    await visitor.look();
  });

  await test.step("edits a post and approves it", async () => {
    await openPost(visitor, 0);
    await visitor.look();
    const text = "Warm rolls from Mill Street, packed and waiting at seven.";
    await body(page).fill(text);
    await page.getByRole("button", { name: "Save as new version" }).click();
    await expect(page.getByText(/^Versions: [2-9]$/)).toBeVisible();
    await expect(body(page)).toHaveValue(text);
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await expect(review(page).getByText("Approved", { exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeHidden();
    await visitor.look();
  });

  await test.step("asks for changes of the next one", async () => {
    await page.getByRole("link", { name: "Next" }).click();
    await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Request changes" }).click();
    visitor.expects(/\b422\b/);
    const reason = page.getByLabel("Reason");
    await expect(reason).toHaveAccessibleDescription(/[Ss]ay|[Gg]ive|[Ww]rite/);
    await visitor.look();
    await reason.fill("Name the street first.");
    await page.getByRole("button", { name: "Request changes" }).click();
    await expect(review(page).getByText("Changes requested", { exact: true })).toBeVisible();
    await expect(review(page).getByText("Name the street first.")).toBeVisible();
    await visitor.look();
  });

  await test.step("takes the campaign out", async () => {
    await page.getByRole("link", { name: bakery }).click();
    await expect(page.getByText("8 of 8 written, 1 approved")).toBeVisible();
    const file = async (name: string) => {
      const begun = page.waitForEvent("download");
      await page.getByRole("link", { name, exact: true }).click();
      const download = await begun;
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    };
    const archive = await file("ZIP");
    expect(archive.name).toMatch(/\.zip$/);
    const files = unzip(archive.bytes);
    expect([...files.keys()]).toEqual(expect.arrayContaining(["README.txt", "campaign.csv", "campaign.json", "campaign.md"]));
    const texts = [...files.keys()].filter((name) => name.startsWith("posts/"));
    expect(texts).toHaveLength(8);
    expect(files.get(texts[0])?.toString()).toContain("packed and waiting at seven");
    const table = await file("CSV");
    const rows = table.bytes.toString("utf8");
    expect(rows).toContain("slot,channel,format,publish_on,state");
    expect(rows).toContain("approved");
  });

  await test.step("prints it", async () => {
    await page.getByRole("link", { name: "Print page" }).click();
    await expect(page).toHaveURL(/\/print$/);
    await expect(page.getByText("packed and waiting at seven")).toBeVisible();
    await visitor.look();
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("navigation")).toBeHidden();
  });

  await test.step("signs out, and in again", async () => {
    await page.emulateMedia({ media: null });
    await page.goto("/");
    await visitor.alive();
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
    await visitor.look();
    await page.getByLabel("E-mail address").fill(owner.email);
    await page.getByLabel("Password").fill("not my password");
    visitor.expects(/\b401\b/);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toContainText("E-mail address or password is wrong");
    await visitor.look();
    await expect(page.getByLabel("E-mail address")).toHaveValue(owner.email);
    await page.getByLabel("Password").fill(owner.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("link", { name: bakery })).toBeVisible();
    await visitor.look();
  });
});
