import { phone } from "../support/browser.ts";
import { shoot } from "./camera.ts";
import { en } from "./labels.ts";
import { expect, test } from "./story.ts";

test("anything is found by its words", async ({ at }) => {
  const { page } = await at("/");
  await page.keyboard.press("Control+k");
  const finder = page.getByRole("combobox", { name: en.find.label });
  await finder.fill("mill");
  await expect(page.getByRole("option").first()).toContainText(/mill/i);
  await shoot(page, "finder", { height: 480 });
});

test("the interface speaks Arabic, in the dark, on a phone", async ({ browser, world, story }) => {
  const looks = { ...phone, viewport: { width: 390, height: 844 }, colorScheme: "dark", locale: "ar" } as const;
  const context = await browser.newContext({ ...looks, baseURL: world.server.url, storageState: world.signedIn });
  const page = await context.newPage();
  await page.goto(`/campaigns/${story.stollen.id}`);
  await expect(page.locator("html[dir=rtl][data-alive]")).toBeAttached();
  await shoot(page, "arabic-phone", { height: 844 });
  await context.close();
});

test("the brand has its colours", async ({ at }) => {
  const { page } = await at("/settings/brand");
  await expect(page.getByLabel(en.brand.primary)).toBeVisible();
  await shoot(page, "brand", { height: 680 });
});

test("a program gets its token", async ({ at }) => {
  const { page } = await at("/settings/tokens");
  await page.getByLabel(en.tokens.name, { exact: true }).fill("weekly export");
  await page.getByRole("button", { name: en.tokens.create }).click();
  await expect(page.getByRole("code")).toBeVisible();
  await shoot(page, "tokens", { height: 700 });
});
