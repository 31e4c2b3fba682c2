import type { PlaywrightTestOptions, PlaywrightWorkerOptions } from "@playwright/test";

type Use = Partial<PlaywrightTestOptions & PlaywrightWorkerOptions>;

/** Debian's Chromium, which must reach nothing but the product. */
export const chromium: Use = {
  browserName: "chromium",
  locale: "en-US",
  timezoneId: "UTC",
  launchOptions: {
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  },
};

export const desktop: Use = { viewport: { width: 1280, height: 800 } };

export const phone: Use = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
