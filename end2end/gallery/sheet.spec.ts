import { readdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "@playwright/test";

const folder = resolve(import.meta.dirname, "../shots");

test("one sheet of all pictures", async ({ page }) => {
  const looks = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  const names = [...new Set(looks.flatMap((look) => readdirSync(`${folder}/${look}`)))].sort();
  const picture = (look: string, name: string) => `<a href="${look}/${name}"><img src="${look}/${name}" alt="${name}, ${look}" loading="eager"></a>`;
  const rows = names.map((name) => `<tr><th>${name.replace(".png", "")}</th>${looks.map((look) => `<td>${picture(look, name)}</td>`).join("")}</tr>`);
  const head = `<tr><th></th>${looks.map((look) => `<th>${look}</th>`).join("")}</tr>`;
  const style = "body{font:14px sans-serif;margin:16px}td,th{vertical-align:top;padding:6px}img{width:280px;max-height:520px;object-fit:cover;object-position:top;border:1px solid #999}";
  writeFileSync(`${folder}/index.html`, `<!DOCTYPE html><meta charset="utf-8"><title>Pages</title><style>${style}</style><table>${head}${rows.join("")}</table>`);
  await page.goto(pathToFileURL(`${folder}/index.html`).href);
  await page.locator("table").screenshot({ path: `${folder}/sheet.png` });
});
