import { readFileSync } from "node:fs";
import { beginFromSample, campaignId, posts, runIs, software, submit } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";
import { World } from "../support/world.ts";

interface Injection {
  technique: string;
  text: string;
}

const injections: Injection[] = JSON.parse(readFileSync(new URL("../../crates/testkit/src/injections.json", import.meta.url), "utf8"));
const kinds = ["markup", "Markdown", "exfiltration", "template"];
const markup = injections.filter(({ technique }) => kinds.includes(technique)).map(({ text }) => text);
/** Several in one answer, so that six posts hold all of them. */
const answers = Array.from({ length: 5 }, (_, at) => markup.filter((_, index) => index % 5 === at).join("\n"));

test("what a hostile model says is shown as words: nothing runs and nothing is fetched", async ({ enter, serve, model }) => {
  const server = await serve(model.settings);
  const { signedIn } = await World.on(server);
  const visitor = await enter(server.url, signedIn);
  const { page } = visitor;
  const elsewhere: string[] = [];
  let dialogs = 0;
  page.on("request", (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(server.url)) elsewhere.push(request.url());
  });
  page.on("dialog", (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  await page.addInitScript("globalThis.ran = 0; globalThis.injected = () => { globalThis.ran += 1; };");
  const calm = async () => {
    await visitor.alive();
    expect(await page.evaluate(() => (globalThis as { ran?: number }).ran ?? 0), page.url()).toBe(0);
  };

  model.say(answers);
  model.answer();
  await beginFromSample(visitor, software);
  await submit(visitor);
  await runIs(visitor, "Done", 30_000);
  await calm();
  const campaign = campaignId(page);
  const addresses = await posts(page).getByRole("link").evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  const paths = [...new Set(addresses.filter((address) => /\/posts\/[0-9a-f-]{36}$/.test(address)))];
  expect(paths.length).toBeGreaterThan(3);
  const others = [`/campaigns/${campaign}/print`, `/posts?campaign=${campaign}&view=board`, `/posts?campaign=${campaign}&view=gallery`, "/find?q=injected"];
  for (const path of [...paths, ...others]) {
    await page.goto(path);
    await calm();
  }
  expect({ elsewhere, dialogs }).toEqual({ elsewhere: [], dialogs: 0 });
  await page.goto(`/campaigns/${campaign}`);
  await visitor.look();
});
