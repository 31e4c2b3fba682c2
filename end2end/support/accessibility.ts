import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const source = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** How pages stood in which axe found nothing: this worker does not look at the same page again. */
const clean = new Set<string>();

/**
 * What axe finds on the page as it stands, one line a finding; empty when there is nothing. `copy`
 * opens the page where scripts may run.
 */
export async function findings(page: Page, copy = async () => page): Promise<string[]> {
  const stands = await standing(page);
  if (clean.has(stands)) return [];
  const looked = await copy();
  // Evaluated by the browser itself, so that the page's policy need not allow it.
  await looked.evaluate(source);
  const { violations } = await looked.evaluate(
    (values) => (globalThis as unknown as { axe: typeof import("axe-core") }).axe.run({ runOnly: { type: "tag", values } }),
    tags,
  );
  if (violations.length === 0) clean.add(stands);
  return violations.flatMap(lines);
}

/** The page as axe sees it, but for ids and figures, which differ from one organization to the next. */
async function standing(page: Page): Promise<string> {
  const stands = await page.evaluate(() => {
    const states = [":checked", ":disabled", ":focus", ":invalid", ":modal", ":placeholder-shown", ":popover-open"];
    const counts = states.map((state) => document.querySelectorAll(state).length);
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    return [location.pathname, innerWidth, dark, ...counts, document.documentElement.outerHTML].join("\n");
  });
  const anonymous = stands.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "id");
  const unnumbered = anonymous.replaceAll(/>[^<]+</g, (text) => text.replaceAll(/\d+/g, "0"));
  return createHash("sha256").update(unnumbered).digest("base64");
}

function lines(violation: AxeResults["violations"][number]): string[] {
  return violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)} — ${node.failureSummary?.replaceAll("\n", " ")}`);
}

/**
 * The page as it looks without a script, in HTML that can be opened with scripts on: axe needs
 * them, and must see what stands in `noscript` and not what is of no use without a script.
 */
export async function withoutScripts(page: Page): Promise<string> {
  return page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true) as HTMLElement;
    const [shown, copied] = [document.documentElement, copy].map((root) => [...root.querySelectorAll("*")]);
    const hidden = copied.filter((_, at) => getComputedStyle(shown[at]).display === "none" && document.body.contains(shown[at]));
    for (const element of [...hidden, ...copy.querySelectorAll("script, link[rel=modulepreload], link[rel=preload]")]) element.remove();
    for (const noscript of copy.querySelectorAll("noscript")) noscript.replaceWith(...noscript.childNodes);
    return `<!DOCTYPE html>${copy.outerHTML}`;
  });
}
