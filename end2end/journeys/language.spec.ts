import { expect, test } from "../support/journey.ts";

test("the interface speaks the language that was chosen, from right to left where it is written so", async ({ visitor }) => {
  const { page } = visitor;
  const root = page.locator("html");
  const title = page.getByRole("heading", { level: 1 });
  await visitor.visit("/");
  await expect(root).toHaveAttribute("lang", "en");
  await page.getByRole("button", { name: "Deutsch" }).click();
  await expect(title).toHaveText("Kampagnen");
  await expect(root).toHaveAttribute("lang", "de");
  await visitor.look();
  await page.reload();
  await expect(title).toHaveText("Kampagnen");
  await page.getByRole("button", { name: "العربية" }).click();
  await expect(root).toHaveAttribute("dir", "rtl");
  await visitor.look();
  await visitor.visit("/briefs/new");
  await expect(root).toHaveAttribute("lang", "ar");
  await page.getByRole("button", { name: "English" }).click();
  await expect(title).toHaveText("New brief");
});

test("a browser that asks for Japanese is answered in Japanese", { tag: "@once" }, async ({ browser, world }) => {
  const context = await browser.newContext({ baseURL: world.server.url, locale: "ja-JP" });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/[ぁ-んァ-ヶ一-龠]/);
  await context.close();
});
