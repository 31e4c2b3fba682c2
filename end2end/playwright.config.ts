import { defineConfig } from "@playwright/test";
import { chromium, desktop, phone } from "./support/browser.ts";

// Rows: without a script, hydrated. Columns: desktop, phone. Journeys name the cells they are
// about by tags: @script needs the page's code, @any-width is the same on a phone, @once is about
// the server and runs in one cell.
export default defineConfig({
  testDir: "journeys",
  outputDir: "test-results",
  // One picture for every machine: what it shows is drawn with a font that the set-up installs.
  snapshotPathTemplate: "golden/{arg}{ext}",
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 20_000, toHaveScreenshot: { maxDiffPixelRatio: 0.01 } },
  reporter: "list",
  use: { ...chromium, trace: "on-first-retry", screenshot: "only-on-failure" },
  projects: [
    { name: "hydrated-desktop", use: desktop },
    { name: "hydrated-phone", use: phone, grepInvert: /@once|@any-width/ },
    { name: "no-script-desktop", use: { ...desktop, javaScriptEnabled: false }, grepInvert: /@once|@script/ },
    { name: "no-script-phone", use: { ...phone, javaScriptEnabled: false }, grepInvert: /@once|@any-width|@script/ },
    { name: "dark-phone", use: { ...phone, colorScheme: "dark" }, grep: /@dark/ },
  ],
});
