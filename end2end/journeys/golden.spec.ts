import { expect, test } from "../support/journey.ts";
import { card, channels, switchTo } from "../support/previews.ts";

// The cards as they were looked at and found good; `npx playwright test --update-snapshots` takes
// them anew after a change that was meant. They are kept in few colours (24; 64 where there is a
// video), which takes a quarter of the bytes and stays within what the comparison forgives.
for (const channel of channels) {
  test(`${channel} looks as it did`, { tag: "@once" }, async ({ visitor }) => {
    const { page } = visitor;
    await page.goto("/previews");
    await visitor.alive();
    // Pictures of text need one font on every machine; the policy allows no style sheet of ours.
    await page.evaluate(() => {
      document.documentElement.style.setProperty("--font", "'DejaVu Sans'");
      return document.fonts.ready;
    });
    for (const screen of ["Phone", "Desktop"]) {
      for (const colours of ["Light", "Dark"]) {
        await switchTo(page, screen, colours);
        await expect.soft(card(page, channel)).toHaveScreenshot(`${channel}-${screen}-${colours}.png`.toLowerCase());
      }
    }
    await switchTo(page, "Opened", "Phone", "Light");
    await expect.soft(card(page, channel)).toHaveScreenshot(`${channel}-opened.png`);
  });
}
