import { test as base, expect, type Page } from "@playwright/test";
import { Model } from "./model.ts";
import { Server, type Settings } from "./server.ts";
import { Visitor } from "./visitor.ts";
import { World } from "./world.ts";

export { expect };

interface OfWorker {
  /** A server with an organization, for all journeys of this worker. */
  world: World;
}

export interface OfJourney {
  /** Whether the page's code runs in this project. */
  scripts: boolean;
  /** Somebody in a browser of their own; in `world` nobody is signed in unless `as` says so. */
  enter: (address: string, as?: World["signedIn"]) => Promise<Visitor>;
  /** The owner of `world`, at a page of their own. */
  visitor: Visitor;
  /** A new server for this journey alone. */
  serve: (settings?: Settings) => Promise<Server>;
  /** A model provider that answers when the journey wants. */
  model: Model;
}

export const test = base.extend<OfJourney, OfWorker>({
  world: [
    async ({}, use) => {
      const server = await Server.start();
      await use(await World.on(server));
      await server.close();
    },
    { scope: "worker" },
  ],

  scripts: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),

  // Its visitors leave before the servers end.
  enter: async ({ browser, scripts, serve: _ }, use) => {
    const visitors: Visitor[] = [];
    const enter: OfJourney["enter"] = async (address, signedIn) => {
      const context = await browser.newContext({ baseURL: address, storageState: signedIn });
      let copy: Page | undefined;
      let shown = { pathname: "", body: "" };
      const reopen = async (html: string, url: string) => {
        shown = { pathname: new URL(url).pathname, body: html };
        if (!copy) {
          const looking = await browser.newContext({ javaScriptEnabled: true, serviceWorkers: "block" });
          copy = await looking.newPage();
          const contentType = "text/html; charset=utf-8";
          await copy.route((asked) => asked.pathname === shown.pathname, (route) => route.fulfill({ body: shown.body, contentType }));
          visitors.push(new Visitor(copy, { scripts: true, reopen }));
        }
        await copy.context().addCookies(await context.cookies());
        // Left first: another part of the same address would not be loaded.
        await copy.goto("about:blank");
        await copy.goto(url);
        return copy;
      };
      const visitor = new Visitor(await context.newPage(), { scripts, reopen });
      visitors.push(visitor);
      return visitor;
    };
    await use(enter);
    for (const visitor of visitors) expect.soft(visitor.unexpected, "complaints of the browser").toEqual([]);
    for (const visitor of visitors) await visitor.context.close();
  },

  visitor: async ({ enter, world }, use) => use(await enter(world.server.url, world.signedIn)),

  serve: async ({}, use, info) => {
    const servers: Server[] = [];
    await use(async (settings) => {
      const server = await Server.start(settings);
      servers.push(server);
      return server;
    });
    for (const server of servers) {
      if (info.status !== info.expectedStatus) await info.attach("server log", { body: server.log() });
      await server.close();
    }
  },

  model: async ({}, use) => {
    const model = await Model.start();
    await use(model);
    await model.close();
  },
});
