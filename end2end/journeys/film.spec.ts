import { finishedCampaign, openPost, software } from "../support/acts.ts";
import { expect, type OfJourney, test } from "../support/journey.ts";
import type { Visitor } from "../support/visitor.ts";
import { World } from "../support/world.ts";

/** Somebody at the films of a post, with a video model that answers. */
async function atFilms({ enter, serve, model }: Pick<OfJourney, "enter" | "serve" | "model">): Promise<Visitor> {
  const server = await serve({ ...model.settings, HANDBILL_GEMINI_VIDEO_MODEL: "veo-3.1-fast-generate-001" });
  const world = await World.on(server);
  const visitor = await enter(server.url, world.signedIn);
  model.answer();
  await finishedCampaign(visitor, software);
  await openPost(visitor, 1);
  await visitor.page.getByRole("link", { name: "Have a film made" }).click();
  await expect(visitor.page.getByRole("heading", { name: /^Film for / })).toBeVisible();
  return visitor;
}

test("a film is described, made at a price that was said, shown with captions, and deleted", async ({ enter, serve, model }) => {
  const visitor = await atFilms({ enter, serve, model });
  const { page } = visitor;
  await expect(page.getByRole("heading", { name: "No films made yet" })).toBeVisible();
  await visitor.look();
  await page.getByRole("button", { name: "Have the art director write it" }).click();
  await visitor.sees(page.getByLabel("Leave out").filter({ hasText: /\S/ }));
  expect(model.filmed).toEqual([]);
  await page.getByLabel("What is seen: Shot 1").fill("A calm desk at the end of the month.");
  await page.getByLabel("What is said: Shot 1").fill("Done by noon.");
  await page.getByLabel("Seconds: Shot 1").fill("8");
  await page.getByRole("button", { name: "Make 8 seconds: at most $0.80" }).click();
  const made = page.locator(".made-pictures > li");
  await visitor.sees(made.first(), 30_000);
  expect(model.filmed).toHaveLength(1);
  expect(model.filmed[0]).toContain("A calm desk at the end of the month.");
  await expect(made).toContainText("veo-3.1-fast-generate-001");
  await expect(made).toContainText("$0.80");
  const film = made.locator("video");
  await expect(film).toHaveAttribute("preload", "metadata");
  const captions = await page.request.get((await film.locator("track").getAttribute("src")) ?? "");
  expect(await captions.text()).toContain("Done by noon.");
  const part = await page.request.get((await film.getAttribute("src")) ?? "", { headers: { range: "bytes=4-7" } });
  expect(part.status()).toBe(206);
  expect(await part.text()).toBe("ftyp");
  await visitor.look();
  await page.getByRole("button", { name: "Delete: Film 1" }).click();
  await expect(page.getByRole("heading", { name: "No films made yet" })).toBeVisible();
});

test("a film that a filter holds back says what to change, and is dismissed", async ({ enter, serve, model }) => {
  const visitor = await atFilms({ enter, serve, model });
  const { page } = visitor;
  model.filter();
  await page.getByLabel("What is seen: Shot 1").fill("A well-known actor at a desk.");
  await page.getByLabel("Seconds: Shot 1").fill("4");
  await page.getByRole("button", { name: /^Make 4 seconds/ }).click();
  const work = page.locator("#work");
  await visitor.sees(work.getByText(/held this film back .* Change the storyboard/), 30_000);
  await visitor.look();
  await work.getByRole("button", { name: /^Dismiss: / }).click();
  await expect(work).toHaveCount(0);
  await expect(page.getByLabel("What is seen: Shot 1")).toHaveValue("A well-known actor at a desk.");
});

test("without a video model it is said so", async ({ visitor }) => {
  await finishedCampaign(visitor, software);
  await openPost(visitor, 1);
  await visitor.page.getByRole("link", { name: "Have a film made" }).click();
  await expect(visitor.page.getByText("No video model is set up.")).toBeVisible();
  await expect(visitor.page.getByRole("button", { name: /^Make/ })).toHaveCount(0);
});
