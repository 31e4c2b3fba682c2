import type { Page } from "@playwright/test";
import { beginFromSample, campaignId, finishedCampaign, openPost } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";

// Other journeys look at each page in light colours, on a desktop and on a phone.
const looks: Record<string, (page: Page) => Promise<unknown>> = {
  "in dark colours": (page) => page.emulateMedia({ colorScheme: "dark" }),
  "in high contrast and without motion": (page) => page.emulateMedia({ contrast: "more", reducedMotion: "reduce" }),
  // Zoom leaves half of the pixels to the page.
  "at 200 %": (page) => page.setViewportSize({ width: 640, height: 400 }),
  "from right to left": (page) =>
    page.context().addCookies([{ name: "handbill_language", value: "ar", url: new URL(page.url()).origin }]),
};

for (const [look, as] of Object.entries(looks)) {
  test(`every page is clean ${look}`, { tag: "@once" }, async ({ visitor, enter, serve }) => {
    test.slow();
    const { page } = visitor;
    await finishedCampaign(visitor);
    const campaign = campaignId(page);
    await openPost(visitor, 0);
    const post = new URL(page.url()).pathname;
    await beginFromSample(visitor);
    const brief = new URL(page.url()).pathname;
    await as(page);
    const views = ["", "?view=board", "?view=month", "?view=week", "?view=gallery", "?q=zzzz"].map((view) => `/posts${view}`);
    const settings = ["/settings/tokens", "/settings/brand", "/settings/jobs"];
    const others = ["/previews", "/api", "/find?q=oven", "/news", "/shortcuts", "/help/errors/not-found"];
    for (const path of ["/", "/briefs/new", brief, `/campaigns/${campaign}`, `/campaigns/${campaign}/print`, post, ...views, ...settings, ...others]) {
      await visitor.visit(path);
    }
    await visitor.visit("/nowhere", 404);

    const newcomer = await enter((await serve()).url);
    await newcomer.page.goto("/");
    await as(newcomer.page);
    await newcomer.visit("/setup");
    newcomer.expects(/\b422\b/);
    await newcomer.page.locator("main form button").last().click();
    await expect(newcomer.page.getByRole("alert").first()).toBeVisible();
    await newcomer.look();
  });
}
