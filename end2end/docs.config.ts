import { defineConfig } from "@playwright/test";
import { chromium, desktop } from "./support/browser.ts";

// The guide's pictures, taken anew from the built product: `make docs`. One worker, so that all
// scenes are of one organization, in the order of the files.
export default defineConfig({
  testDir: "tour",
  outputDir: "test-results",
  workers: 1,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: { ...chromium, ...desktop },
});
