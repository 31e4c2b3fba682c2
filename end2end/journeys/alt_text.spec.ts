import { readFileSync } from "node:fs";
import { finishedCampaign, openPost, software } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";
import { World } from "../support/world.ts";

const photo = readFileSync(new URL("../../crates/pictures/fixtures/held_sideways.jpg", import.meta.url));

test("a picture gets alt texts that are checked, priced and kept with it", { tag: "@dark" }, async ({ serve, enter, model }) => {
  const server = await serve(model.settings);
  const world = await World.on(server);
  const visitor = await enter(server.url, world.signedIn);
  const { page } = visitor;
  model.say(["Image of a loaf"]);
  model.answer();
  await visitor.visit("/tools?tool=alt_text");
  await expect(page.getByText(/^At most \$[\d.]+ for a picture$/)).toBeVisible();
  await page.getByRole("combobox", { name: "Language of the alt text" }).selectOption("English");
  await page.getByRole("button", { name: "Write alt text" }).click();
  await expect(page.getByText("No picture was chosen.").first()).toBeVisible();
  await visitor.look();
  await page.getByLabel("Picture", { exact: true }).setInputFiles({ name: "oven.jpg", mimeType: "image/jpeg", buffer: photo });
  await page.getByRole("button", { name: "Write alt text" }).click();
  const result = page.locator("#result");
  await expect(result.getByText("Image of a loaf", { exact: true }).first()).toBeVisible();
  await expect(result.getByText("“image of” is said by the screen reader itself.")).toBeVisible();
  await expect(result.getByText(/gemini-for-journeys · .* in, .* out · \$/)).toBeVisible();
  await expect(page.getByRole("img", { name: "The picture that is described" })).toBeVisible();
  await visitor.look();
});

test("the alt text of a post's picture goes into the post", { tag: "@any-width" }, async ({ serve, enter, model }) => {
  const server = await serve(model.settings);
  const world = await World.on(server);
  const visitor = await enter(server.url, world.signedIn);
  const { page } = visitor;
  model.answer();
  await finishedCampaign(visitor, software);
  await openPost(visitor, 0);
  await page.locator("#picture").getByRole("link", { name: "Write alt text" }).click();
  await expect(page.getByRole("link", { name: /^From a post on / })).toBeVisible();
  await expect(page.getByRole("img", { name: "The picture that is described" })).toBeVisible();
  await visitor.look();
  await page.getByRole("button", { name: "Write alt text" }).click();
  const first = page.locator("#result .suggestion").first();
  const alt = await first.locator("p").first().innerText();
  await first.getByRole("button", { name: /^Put into the post: / }).click();
  await expect(page).toHaveURL(/\/posts\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("textbox", { name: "Alt text" })).toHaveValue(alt);
});
