// Measures pages in Chromium: Lighthouse's mobile profile, and how long an interaction takes with
// a processor four times slower.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

const CHROMIUM = {
  chromePath: process.env.CHROMIUM || "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
};
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
// Below this a browser does not report an interaction at all.
const SHORTEST_REPORTED = 16;

/** The value below which `share` of the `values` lie. */
export const at = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const median = (values) => at(values, 0.5);

/** Lighthouse's scores and the largest paint of each page, the median of `turns`. */
export async function scores({ origin, cookie, pages, turns, show }) {
  const chrome = await launch(CHROMIUM);
  try {
    for (const [name, path] of Object.entries(pages)) {
      const reports = [];
      for (let turn = 0; turn < turns; turn += 1) {
        const flags = { port: chrome.port, logLevel: "error", extraHeaders: { Cookie: cookie }, onlyCategories: CATEGORIES };
        const { lhr } = await lighthouse(origin + path, flags);
        if (lhr.runtimeError) throw new Error(`${path}: ${lhr.runtimeError.message}`);
        reports.push(lhr);
      }
      const score = CATEGORIES.map((category) => Math.round(100 * median(reports.map((report) => report.categories[category].score))));
      const figure = (audit) => median(reports.map((report) => report.audits[audit].numericValue));
      const paint = `largest paint ${Math.round(figure("largest-contentful-paint"))} ms`;
      show(`Lighthouse, ${name}`, `${score.join("/")}, ${paint}, shift ${figure("cumulative-layout-shift").toFixed(3)}`);
    }
  } finally {
    await chrome.kill();
  }
}

/** How long interactions take until the next paint, with a processor four times slower. */
export async function interactions({ origin, cookie, pages, show }) {
  await inChromium(cookie, async (browser) => {
    const all = [];
    for (const [what, { path, act }] of Object.entries(pages)) {
      const page = await browser.newPage();
      await page.setViewport({ width: 390, height: 844 });
      await page.evaluateOnNewDocument(() => {
        globalThis.taken = new Map();
        const note = ({ interactionId: id, duration }) => id && taken.set(id, Math.max(duration, taken.get(id) ?? 0));
        new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: "event", durationThreshold: 16 });
      });
      await page.goto(origin + path);
      await page.waitForSelector("html[data-alive]");
      await page.waitForFunction(() => !document.querySelector("leptos-island:not([data-alive=yes])"));
      await page.emulateCPUThrottling(4);
      const count = await act(page);
      await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
      const reported = await page.evaluate(() => [...taken.values()]);
      const quick = Array.from({ length: Math.max(0, count - reported.length) }, () => SHORTEST_REPORTED);
      all.push(...reported, ...quick);
      show(`interactions, ${what}`, `p50 ${at([...reported, ...quick], 0.5)} ms, p98 ${at([...reported, ...quick], 0.98)} ms of ${count}`);
      await page.close();
    }
    show("interactions, all", `p98 ${at(all, 0.98)} ms of ${all.length}`);
  });
}

/** How long the finder takes to open and to show what was typed, from the key to the paint. */
export async function finder({ origin, cookie, show }) {
  await inChromium(cookie, async (browser) => {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    await page.goto(`${origin}/`);
    await page.waitForSelector("html[data-alive]");
    const opened = [];
    const found = [];
    for (let turn = 0; turn < 20; turn += 1) {
      const open = await fromKey(page, "#finder");
      await page.keyboard.down("Control");
      await page.keyboard.press("k");
      await page.keyboard.up("Control");
      opened.push(await open());
      await page.waitForSelector("#finder [role=option]");
      await page.keyboard.type("seven instagra", { delay: 60 });
      await page.waitForNetworkIdle({ idleTime: 200 });
      const all = await fromKey(page, "#finder .found");
      await page.keyboard.press("m");
      found.push(await all());
      await page.keyboard.press("Escape");
    }
    const of = (values) => `p50 ${at(values, 0.5).toFixed(0)} ms, p98 ${at(values, 0.98).toFixed(0)} ms`;
    show("the finder opens", of(opened));
    show("the finder shows what was typed", of(found));
  });
}

/** Measures from the next key until a change of the element that it brings is painted. */
async function fromKey(page, selector) {
  const taken = await page.evaluateHandle((selector) => {
    let pressed = 0;
    addEventListener("keydown", ({ key, timeStamp }) => (pressed = key === "Control" ? 0 : timeStamp), { capture: true });
    const painted = new Promise((done) => {
      const watcher = new MutationObserver(() => {
        if (!pressed) return;
        watcher.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - pressed)));
      });
      watcher.observe(document.querySelector(selector), { childList: true, attributeFilter: ["open"] });
    });
    return { painted };
  }, selector);
  return () => taken.evaluate(({ painted }) => painted);
}

/** Does `act` in a browser where the owner of `cookie` is signed in. */
async function inChromium(cookie, act) {
  const chrome = await launch(CHROMIUM);
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${chrome.port}` });
  try {
    const [name, ...value] = cookie.split("=");
    await browser.setCookie({ name, value: value.join("="), domain: "127.0.0.1", path: "/" });
    await act(browser);
  } finally {
    await browser.disconnect();
    await chrome.kill();
  }
}

/** Types `words` into the field, a key at a time. */
export function typing(field, words) {
  return async (page) => {
    // Nobody types where they do not look: without a graphics card, tiles that are scrolled to take
    // a second to draw.
    await page.$eval(field, (shown) => shown.scrollIntoView({ block: "center", behavior: "instant" }));
    await page.evaluate(() => new Promise((done) => setTimeout(done, 2000)));
    await page.focus(field);
    await page.keyboard.type(words, { delay: 60 });
    return words.length;
  };
}
