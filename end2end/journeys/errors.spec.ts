import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { finishedCampaign, openPost, software } from "../support/acts.ts";
import { expect, test } from "../support/journey.ts";
import { World } from "../support/world.ts";

const codes = readdirSync(resolve(import.meta.dirname, "../../docs/errors")).map((file) => file.replace(/\.md$/, ""));
const nobodys = "00000000-0000-7000-8000-000000000000";

test("an address that leads nowhere shows a page that leads on", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/no/such/page", 404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  await visitor.visit(`/campaigns/${nobodys}`, 404);
  await expect(page.getByRole("alert")).toContainText("There is no such campaign");
  for (const path of ["/campaigns/12", `/campaigns/${nobodys}/print`, `/posts/${nobodys}`, "/briefs/x'--"]) {
    visitor.expects(/\b404\b/);
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(page.getByRole("alert")).toContainText("There is no such");
  }
  await page.getByRole("link", { name: "What to do now" }).click();
  await expect(page).toHaveURL("/help/errors/not-found");
  await visitor.look();
});

test("what belongs to somebody else is not there", { tag: "@any-width" }, async ({ visitor, enter, serve }) => {
  await finishedCampaign(visitor, software);
  const campaign = new URL(visitor.page.url()).pathname;
  await openPost(visitor, 0);
  const post = new URL(visitor.page.url()).pathname;
  const elsewhere = await World.on(await serve());
  const stranger = await enter(elsewhere.server.url, elsewhere.signedIn);
  for (const path of [campaign, `${campaign}/print`, post]) await stranger.visit(path, 404);
  for (const path of [`/api/v1${campaign}`, `/api/v1${post}`, `/api/v1${campaign}/export?format=zip`]) {
    const answer = await stranger.context.request.get(path);
    expect(answer.status(), path).toBe(404);
    expect(await answer.json()).toMatchObject({ code: "not-found", type: "/help/errors/not-found" });
  }
});

test("somebody who is not signed in is led to the sign-in page and back", async ({ enter, world }) => {
  const visitor = await enter(world.server.url);
  const { page } = visitor;
  await page.goto("/settings/tokens");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Ftokens$|\/sign-in\?next=\/settings\/tokens$/);
  await visitor.look();
  await page.getByLabel("E-mail address").fill("ada@example.com");
  await page.getByLabel("Password").fill("copper kettle morning bell");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/settings/tokens");
});

test("every refusal has a page that says what to do now", { tag: "@once" }, async ({ visitor }) => {
  for (const code of codes) {
    await visitor.visit(`/help/errors/${code}`);
    await expect(visitor.page.getByRole("heading", { name: "What to do" })).toBeVisible();
  }
});

test("without a connection the shell says so, and goes on when it is back", { tag: "@script" }, async ({ visitor }) => {
  const { page } = visitor;
  await visitor.visit("/");
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  await visitor.context.setOffline(true);
  visitor.expects(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
  await page.goto("/settings/tokens");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No connection");
  await expect(page).toHaveTitle(/Handbill/);
  await visitor.context.setOffline(false);
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Personal access tokens");
});
