import { body, finishedCampaign, openPost } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";
import { World } from "../support/world.ts";

const text =
  "We bake sourdough bread at five in the morning. It is still warm when our regulars come by at seven. " +
  "The rye loaf rests for 24 hours, so it keeps fresh for days. Order your loaf by phone until six in the evening.";

test("any text gets titles, a search result and a readability, each checked and kept", { tag: "@dark" }, async ({ serve, enter }) => {
  const world = await World.on(await serve());
  const visitor = await enter(world.server.url, world.signedIn);
  const { page } = visitor;
  await visitor.visit("/tools");
  await expect(page.getByText("Nothing yet.")).toBeVisible();
  await expect(page.getByText("No model is set up")).toBeVisible();
  await page.getByRole("link", { name: "Titles", exact: true }).click();
  await expect(page.getByText("At most $0.0000")).toBeVisible();
  await visitor.look();
  await page.getByRole("textbox", { name: "Text", exact: true }).fill(text);
  await page.getByRole("button", { name: "Use the tool" }).click();
  const result = page.locator("#result");
  await expect(result.getByText("Order your loaf by phone until six in the evening", { exact: true })).toBeVisible();
  await expect(result.getByText("It cost nothing.")).toBeVisible();
  await visitor.look();

  await page.getByRole("link", { name: "SEO title and description" }).click();
  await expect(page.getByRole("textbox", { name: "Text", exact: true })).toHaveValue(text);
  await page.getByRole("button", { name: "Use the tool" }).click();
  await expect(result.getByText(/ of 600 pixels/)).toBeVisible();
  await expect(result.getByText(/ of 920 pixels/)).toBeVisible();
  await visitor.look();

  await page.getByRole("link", { name: "Readability" }).click();
  await page.getByRole("button", { name: "Use the tool" }).click();
  await expect(result.getByText(/Flesch Reading Ease/)).toBeVisible();
  await visitor.look();

  await page.getByRole("link", { name: "Transcreation" }).click();
  await expect(page.getByText("This tool needs a model, and none is set up.")).toBeVisible();
  await visitor.look();

  await page.getByRole("link", { name: "All tools" }).click();
  const rows = page.locator("tbody tr");
  await expect(rows).toHaveCount(3);
  await page.getByRole("button", { name: /^Delete: / }).first().click();
  await expect(rows).toHaveCount(2);
  await visitor.look();
});

test("a result goes into the post its text came from as a new version", { tag: "@any-width" }, async ({ serve, enter }) => {
  const world = await World.on(await serve());
  const visitor = await enter(world.server.url, world.signedIn);
  const { page } = visitor;
  await finishedCampaign(visitor);
  await openPost(visitor, 0);
  await page.getByRole("link", { name: "AI tools" }).last().click();
  await page.getByRole("link", { name: "Shorten", exact: true }).click();
  await expect(page.getByRole("link", { name: /^From a post on / })).toBeVisible();
  await page.getByRole("button", { name: "Use the tool" }).click();
  const first = page.locator("#result .suggestion").first();
  const shorter = await first.locator("p").first().innerText();
  await first.getByRole("button", { name: /^Put into the post: / }).click();
  await expect(page).toHaveURL(/\/posts\/[0-9a-f-]{36}$/);
  await expect(body(page)).toHaveValue(shorter);
});

test("a text is recreated line by line, held against the term base, and corrected", { tag: "@dark" }, async ({ serve, enter, model }) => {
  const server = await serve(model.settings);
  const world = await World.on(server);
  const visitor = await enter(server.url, world.signedIn);
  const { page } = visitor;
  model.answer();
  await visitor.visit("/brand/terms");
  await expect(page.getByRole("heading", { name: "No terms yet" })).toBeVisible();
  await page.getByLabel("Word or phrase").fill("guests");
  await page.getByRole("combobox", { name: "Language of the translation" }).selectOption("German");
  await page.getByRole("button", { name: "Add term" }).click();
  await expect(page.getByText("Translation is empty.").first()).toBeVisible();
  await page.getByLabel("Translation", { exact: false }).and(page.getByRole("textbox")).fill("Gäste");
  await page.getByRole("button", { name: "Add term" }).click();
  await expect(page.getByRole("row", { name: /guests/ })).toContainText("Gäste");
  await visitor.look();

  await visitor.visit("/tools?tool=transcreate");
  await page.getByRole("textbox", { name: "Text", exact: true }).fill("Our guests come by at 7.");
  await page.getByRole("combobox", { name: "Into" }).selectOption("German");
  await page.getByRole("combobox", { name: "How readers are spoken to" }).selectOption("Formally");
  await page.getByRole("button", { name: "Use the tool" }).click();
  const target = page.getByRole("textbox", { name: "Target of line 1" });
  await expect(target).toHaveValue("Words 1 for the target");
  await expect(page.getByText("The term base says “Gäste” for “guests”, which is not in the target.")).toBeVisible();
  await expect(page.getByText("The number “7” is not in the target.")).toBeVisible();
  await expect(page.getByText(/gemini-for-journeys · .* in, .* out · \$/)).toBeVisible();
  await visitor.look();
  await target.fill("Unsere Gäste kommen um 7.");
  await page.getByRole("button", { name: "Save lines" }).click();
  await expect(page.getByText("Changed by hand: nobody has translated it back.")).toBeVisible();
  await expect(page.getByText("The number “7” is not in the target.")).toBeHidden();
  await visitor.look();
});
