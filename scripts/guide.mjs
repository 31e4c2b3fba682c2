// Holds the guide to what is there: every page is in the summary, every link leads somewhere,
// every picture is named and not too large, every file of the repository exists that is named, and
// every label (all that is printed in bold) stands on a page of the product.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

const source = "docs/guide/src";
const heaviest = 120 * 1024;
const faults = [];
const named = new Set();

const english = texts(JSON.parse(readFileSync("app/locales/en.json", "utf8")));
// The channels' own words, for their fields and for what mends a text, are no texts of the interface.
const channels = files("crates/domain/src/channel", ".rs").map((file) => readFileSync(file, "utf8")).join("");
const labels = new Set([...english, ...[...channels.matchAll(/"([^"\n]+)"/g)].map(([, text]) => text)]);

const pages = files(source, ".md").map((file) => relative(source, file));
const read = new Map(pages.map((page) => [page, readFileSync(join(source, page), "utf8")]));

for (const [page, text] of read) check(page, text);
for (const [, picture] of readFileSync("README.md", "utf8").matchAll(/\]\((docs\/guide\/src\/[^)]+)\)/g)) {
  if (!existsSync(picture)) faults.push(`README.md: ${picture} is not there`);
}
const summary = read.get("SUMMARY.md");
for (const page of pages) if (page !== "SUMMARY.md" && !summary.includes(`(${page})`)) faults.push(`${page}: not in the summary`);
for (const picture of readdirSync(`${source}/pictures`).map((file) => `pictures/${file}`)) {
  if (!named.has(picture)) faults.push(`${picture}: no page shows it`);
  if (statSync(join(source, picture)).size > heaviest) faults.push(`${picture}: larger than 120 KB`);
}

for (const fault of faults) console.error(fault);
process.exit(faults.length > 0 ? 1 : 0);

function check(page, text) {
  const fault = (words) => faults.push(`${page}: ${words}`);
  for (const [, file] of text.matchAll(/\{\{#include ([^}:]+)/g)) {
    if (!existsSync(join(source, dirname(page), file.trim()))) fault(`${file} cannot be included`);
  }
  const prose = text.replace(/^(```+)[^]*?^\1/gm, "");
  for (const [, target] of prose.matchAll(/\]\(([^)\s]+)\)/g)) link(page, target, fault);
  for (const [, label] of prose.matchAll(/\*\*(.+?)\*\*/g)) if (!labels.has(label)) fault(`no page of the product says “${label}”`);
  for (const [, path] of prose.matchAll(/`((?:app|crates|docs|end2end|frontend|migrations|scripts|server|style|xtask)\/[\w./-]+)`/g)) {
    if (!existsSync(path)) fault(`${path} is not in the repository`);
  }
}

function link(page, target, fault) {
  if (/^[a-z]+:/.test(target)) return;
  const [file, anchor] = target.split("#");
  const aim = file === "" ? page : normalize(join(dirname(page), file));
  named.add(aim);
  if (!existsSync(join(source, aim))) return fault(`${target} is not there`);
  if (anchor !== undefined && !headings(read.get(aim) ?? "").includes(anchor)) fault(`${target}: there is no such heading`);
}

function headings(text) {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, words]) => words.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-"));
}

function files(folder, ending) {
  return readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(ending)).map((file) => join(folder, file));
}

function texts(node) {
  return typeof node === "string" ? [node] : Object.values(node).flatMap(texts);
}
