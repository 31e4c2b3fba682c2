import { readFileSync } from "node:fs";

/** What pages say in English: a label that is renamed there is renamed here. */
export const en: typeof import("../../app/locales/en.json") = JSON.parse(
  readFileSync(new URL("../../app/locales/en.json", import.meta.url), "utf8"),
);

/** A text with its values filled in. */
export function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{\{ (\w+) \}\}/g, (_, name: string) => String(values[name]));
}
