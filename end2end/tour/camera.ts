import { mkdirSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";

const folder = resolve(import.meta.dirname, "../../docs/guide/src/pictures");
const most = 120 * 1024;

/** Where a scene begins on its page, with some air above it. */
export async function scrollTo(scene: Locator, air = 24): Promise<void> {
  await scene.evaluate((element, air) => scrollTo({ top: element.getBoundingClientRect().top + scrollY - air, behavior: "instant" }), air);
}

/** What is taken of a page: a part of it, or its first `height` pixels. */
interface Frame {
  part?: Locator;
  height?: number;
}

/** Takes the picture of what is seen, as good as 120 KB allow. */
export async function shoot(page: Page, name: string, { part, height = 800 }: Frame = {}): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await shown(page);
  const path = `${folder}/${name}.jpg`;
  const { width } = page.viewportSize() ?? { width: 1280 };
  const box = await part?.boundingBox();
  const clip = box ? { ...box, height: Math.min(box.height, height) } : { x: 0, y: 0, width, height };
  for (const quality of [84, 78, 72, 66, 60]) {
    await page.screenshot({ path, type: "jpeg", quality, clip, animations: "disabled", caret: "hide" });
    if (statSync(path).size <= most) return;
  }
  throw new Error(`${name}.jpg is larger than 120 KB at a quality that can be read`);
}

/** Waits for the pictures that can be seen. */
async function shown(page: Page): Promise<void> {
  const missing = () => [...document.images].filter((image) => {
    const { top, bottom } = image.getBoundingClientRect();
    return image.checkVisibility() && bottom > 0 && top < innerHeight && !(image.complete && image.naturalWidth > 0);
  }).length;
  await expect.poll(() => page.evaluate(missing), { message: "pictures on the page that are not there yet" }).toBe(0);
}
