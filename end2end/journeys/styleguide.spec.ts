import { findings } from "../support/accessibility.ts";
import { expect, test } from "../support/journey.ts";

test("the styleguide shows every part, clean without a script as well", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/styleguide");
  for (const group of ["Foundations", "Controls", "Choosing", "Over the page", "Facts and feedback"]) {
    await expect(page.getByRole("region", { name: group })).toBeVisible();
  }
});

test("every part is clean in each theme, from right to left, at 200 % and without motion", { tag: ["@script", "@any-width"] }, async ({ visitor }) => {
  test.slow();
  const { page } = visitor;
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const width of [1280, 640]) {
    await page.setViewportSize({ width, height: 800 });
    await visitor.visit("/styleguide");
    for (const [theme, dir] of [["light", "ltr"], ["dark", "ltr"], ["contrast", "ltr"], ["light", "rtl"]]) {
      await page.evaluate(([theme, dir]) => Object.assign(document.documentElement, { dir }).setAttribute("data-theme", theme), [theme, dir]);
      expect.soft(await findings(page), `${theme}, ${dir}, ${width} px`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect.soft(overflow, `${theme}, ${dir}, ${width} px`).toBeLessThanOrEqual(0);
    }
  }
});

test("from right to left the frame is mirrored", { tag: ["@script", "@any-width"] }, async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/styleguide");
  const side = page.getByRole("banner");
  expect((await side.boundingBox())?.x).toBe(0);
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  const [left, right] = [await page.getByRole("main").boundingBox(), await side.boundingBox()];
  expect(right?.x).toBeGreaterThan(left?.x ?? Infinity);
  expect(right?.x).toBeGreaterThanOrEqual((left?.x ?? 0) + (left?.width ?? 0));
});

test("dialogs, drawers, popovers and menus give the focus back", { tag: "@script" }, async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/styleguide");
  for (const [name, role] of [["Open a dialog", "dialog"], ["Open a drawer", "dialog"]] as const) {
    const opener = page.getByRole("button", { name });
    await opener.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole(role)).toBeVisible();
    await expect(page.getByRole(role).locator(":focus")).toBeAttached();
    await page.keyboard.press("Escape");
    await expect(page.getByRole(role)).toBeHidden();
    await expect(opener).toBeFocused();
  }
  const opener = page.getByRole("region", { name: "Over the page" }).getByRole("button", { name: "More" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "Duplicate" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Duplicate" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Duplicate" })).toBeHidden();
  await expect(opener).toBeFocused();
});

test("a tooltip opens for the keyboard, is the control's description, and Escape closes it", { tag: ["@script", "@any-width"] }, async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/styleguide");
  const control = page.getByRole("button", { name: "Save as new version" });
  await expect(control).toHaveAccessibleDescription("Voids an approval there is");
  await page.getByRole("button", { name: "Copy text" }).focus();
  await page.keyboard.press("Shift+Tab");
  await expect(control).toBeFocused();
  await expect(page.getByRole("tooltip")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("tooltip")).toBeHidden();
});

test("tags are added and taken away by keys, and sent as words with commas", { tag: ["@script", "@any-width"] }, async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/styleguide");
  const field = page.getByLabel("Hashtags", { exact: true });
  await field.fill("rye");
  await page.keyboard.press("Enter");
  const sent = page.locator('input[name="sample_tags"]');
  await expect(sent).toHaveValue("bread, oven, rye");
  await page.keyboard.press("Backspace");
  await expect(sent).toHaveValue("bread, oven");
  await page.getByRole("button", { name: "Remove bread" }).click();
  await expect(sent).toHaveValue("oven");
  await expect(field).toBeFocused();
});

test("controls say what they are and how they stand", { tag: ["@script", "@any-width"] }, async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/styleguide");
  const on = page.getByRole("switch", { name: "Write the alt text" });
  await expect(on).toBeChecked();
  await on.press("Space");
  await expect(on).not.toBeChecked();
  const slider = page.getByRole("slider", { name: "Playfulness" });
  await slider.press("ArrowRight");
  await expect(slider).toHaveValue("5");
  const radio = page.getByRole("group", { name: "Send" }).getByRole("radio", { name: "E-mail" });
  await radio.press("ArrowUp");
  await expect(page.getByRole("group", { name: "Send" }).getByRole("radio", { name: "Instagram" })).toBeChecked();
  await expect(page.getByRole("combobox", { name: "Market" })).toBeVisible();
  await expect(page.getByLabel("Number of posts")).toHaveAccessibleDescription("Give a number from 1 to 60.");
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
  const chart = page.getByRole("figure").filter({ hasText: "Posts approved, by day" });
  await expect(chart.getByRole("img")).toHaveAccessibleName("Posts approved, by day");
  await chart.getByText("As a table").click();
  await expect(chart.getByRole("row", { name: /^Fri unknown/ })).toBeVisible();
});
