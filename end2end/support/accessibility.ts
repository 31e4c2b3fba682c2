import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const source = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds on the page as it stands, one line a finding; empty when there is nothing. */
export async function findings(page: Page): Promise<string[]> {
  // Evaluated by the browser itself, so that the page's policy need not allow it.
  await page.evaluate(source);
  const { violations } = await page.evaluate(
    (values) => (globalThis as unknown as { axe: typeof import("axe-core") }).axe.run({ runOnly: { type: "tag", values } }),
    tags,
  );
  return violations.flatMap(lines);
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
