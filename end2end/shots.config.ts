import { defineConfig } from "@playwright/test";
import { chromium, desktop, phone } from "./support/browser.ts";

// Pictures of every page in its states, for people to look at: `npm run shots`, then open
// shots/index.html or shots/sheet-*.png.
const looks = [
  { name: "desktop-light", use: desktop },
  { name: "desktop-dark", use: { ...desktop, colorScheme: "dark" as const } },
  { name: "phone-light", use: phone },
  { name: "phone-dark", use: { ...phone, colorScheme: "dark" as const } },
];

export default defineConfig({
  testDir: "gallery",
  outputDir: "test-results",
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: chromium,
  projects: [
    ...looks.map((look) => ({ ...look, testMatch: "pages.spec.ts" })),
    { name: "sheet", testMatch: "sheet.spec.ts", dependencies: looks.map((look) => look.name) },
  ],
});
