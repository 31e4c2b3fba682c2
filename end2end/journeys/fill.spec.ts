import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { beginFromSample, submit } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";

const printed = resolve(import.meta.dirname, "../../crates/documents/fixtures/briefing.pdf");

test("a PDF becomes a brief that says what was taken from where", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/briefs/new");
  await page.getByLabel("Drop a document here or choose one").setInputFiles(printed);
  await page.getByRole("button", { name: "Make a brief of it" }).click();
  await expect(page).toHaveURL(/\/briefs\/[0-9a-f-]{36}\?filled=1$/);
  const filled = page.locator("#filled");
  await expect(filled.getByRole("heading")).toHaveText("Filled from “briefing.pdf”");
  await expect(filled.getByRole("listitem").filter({ hasText: "Audience" })).toHaveText("Audience from “Zielgruppe”");
  await expect(page.getByLabel("Title")).toHaveValue("Herbstmarkt Weinberg");
  await expect(page.getByLabel("Goal")).toHaveValue("150 Anmeldungen für die Verkostung bis Ende Oktober.");
  await expect(page.getByLabel("Web address")).toHaveValue("https://weinberg.example/herbst");
  await expect(page.getByRole("checkbox", { name: "Instagram" })).toBeChecked();
  await visitor.look();
  await page.getByRole("button", { name: "Hide this" }).click();
  await expect(filled).toBeHidden();
  await expect(page.getByLabel("Title")).toHaveValue("Herbstmarkt Weinberg");
});

test("what was typed stays, and the text's words are taken field by field and given back", async ({ visitor }) => {
  const { page } = visitor;
  await beginFromSample(visitor);
  await visitor.alive();
  const goal = page.getByRole("textbox", { name: "Goal" });
  await goal.fill("A goal that was typed just now.");
  await page.getByText("Fill from a text or document").click();
  await page.getByLabel("Or paste a text").fill("Goal: Sell 500 loaves.\nTone: formal\nWebsite: https://bakery.example");
  await page.getByRole("button", { name: "Fill the brief" }).click();
  const filled = page.locator("#filled");
  await expect(filled.getByRole("heading", { level: 2 })).toHaveText("Filled from your text");
  await expect(goal).toHaveValue("A goal that was typed just now.");
  await expect(page.getByLabel("Web address")).toHaveValue("https://bakery.example");
  await expect(filled.getByRole("listitem").filter({ hasText: "Goal" })).toContainText("Sell 500 loaves.");
  await visitor.look();

  await page.getByRole("button", { name: "Take this for Goal" }).click();
  await expect(goal).toHaveValue("Sell 500 loaves.");
  await expect(filled.getByRole("listitem").filter({ hasText: "Goal" })).toContainText("A goal that was typed just now.");
  await expect(page.getByRole("combobox", { name: "Tone" })).toHaveValue("warm");
  await page.reload();
  await expect(goal).toHaveValue("Sell 500 loaves.");
  await page.getByRole("button", { name: "Take this for Goal" }).click();
  await expect(goal).toHaveValue("A goal that was typed just now.");
});

test("a pasted text stays when the brief is saved, to its first empty line, until it is read", async ({ visitor }) => {
  const { page } = visitor;
  await beginFromSample(visitor);
  await visitor.alive();
  const pasted = page.getByLabel("Or paste a text");
  await page.getByText("Fill from a text or document").click();
  await pasted.fill("\n\nWebsite: https://bakery.example");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toBeVisible();
  await expect(pasted).toHaveValue("\n\nWebsite: https://bakery.example");
  await page.reload();
  await visitor.look();
  await expect(pasted).toHaveValue("\n\nWebsite: https://bakery.example");
  await page.getByRole("button", { name: "Fill the brief" }).click();
  await expect(page.getByLabel("Web address")).toHaveValue("https://bakery.example");
  await expect(pasted).toHaveValue("");
});

test("a pasted text is saved while nothing is pressed, and stands beside the brief once it was submitted", { tag: ["@script", "@any-width"] }, async ({ visitor }) => {
  const { page } = visitor;
  await beginFromSample(visitor);
  await visitor.alive();
  const brief = page.url();
  const pasted = page.getByLabel("Or paste a text");
  await page.getByText("Fill from a text or document").click();
  await pasted.fill("Website: https://bakery.example");
  await expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toBeVisible();
  await page.reload();
  await visitor.alive();
  await expect(pasted).toHaveValue("Website: https://bakery.example");
  await submit(visitor);
  await visitor.visit(new URL(brief).pathname);
  await expect(pasted).toHaveValue("Website: https://bakery.example");
  await expect(pasted).toBeDisabled();
});

test("a document that is none is refused beside its field, and nothing typed is lost", { tag: "@any-width" }, async ({ visitor }) => {
  const { page } = visitor;
  await beginFromSample(visitor);
  await visitor.alive();
  await page.getByLabel("Goal").fill("Typed before a picture was chosen.");
  await page.getByText("Fill from a text or document").click();
  const picture = { name: "oven.png", mimeType: "image/png", buffer: Buffer.from("\x89PNG\r\n\x1a\n\0", "latin1") };
  await page.getByLabel("Drop a document here or choose one").setInputFiles(picture);
  await page.getByRole("button", { name: "Fill the brief" }).click();
  await expect(page.getByRole("alert").first()).toContainText("This is no text, Markdown, PDF or Word document");
  await expect(page.getByLabel("Drop a document here or choose one")).toHaveAccessibleDescription(/^This is no text/);
  await expect(page.getByLabel("Goal")).toHaveValue("Typed before a picture was chosen.");
  await visitor.look();
});

test("a document is dropped on its field", { tag: "@script" }, async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/briefs/new");
  const bytes = [...(await readFile(printed))];
  const data = await page.evaluateHandle((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "briefing.pdf", { type: "application/pdf" }));
    return data;
  }, bytes);
  const zone = page.locator(".drop");
  await zone.dispatchEvent("dragover", { dataTransfer: data });
  await expect(zone).toHaveAttribute("data-over", "");
  await zone.dispatchEvent("drop", { dataTransfer: data });
  await expect(zone).not.toHaveAttribute("data-over");
  await page.getByRole("button", { name: "Make a brief of it" }).click();
  await expect(page.getByLabel("Title")).toHaveValue("Herbstmarkt Weinberg");
});

test("the Enter key in a line saves the brief and starts nothing", { tag: "@any-width" }, async ({ visitor }) => {
  const { page } = visitor;
  await beginFromSample(visitor);
  await visitor.alive();
  await page.getByLabel("Title").fill("Warm by eight");
  await page.getByLabel("Title").press("Enter");
  await expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Title")).toHaveValue("Warm by eight");
});
