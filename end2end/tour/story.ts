import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { test as journey } from "../support/journey.ts";
import type { Visitor } from "../support/visitor.ts";
import { owner, type World } from "../support/world.ts";

export { expect };

const file = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const bread = file("../../crates/domain/src/brief/samples/bakery.md");
const stollen = file("briefs/stollen.md");
const apprentices = file("briefs/apprentices.md");

interface Post {
  id: string;
  channel: string;
  findings: { blockers: number };
}

/** A campaign of the story with its posts. */
export interface Told {
  id: string;
  posts: Post[];
}

/** A bakery in its third week with Handbill: three campaigns, some posts decided. */
export interface Story {
  bread: Told;
  stollen: Told;
  apprentices: Told;
}

type Ask = (path: string, body?: string | object) => Promise<any>;

export const test = journey.extend<{ at: (path: string) => Promise<Visitor> }, { story: Story }>({
  story: [
    async ({ world }, use) => {
      const ask = asking(world);
      const story = { apprentices: await campaign(ask, apprentices), stollen: await campaign(ask, stollen), bread: await campaign(ask, bread) };
      for (const post of story.bread.posts.slice(0, 4)) await decide(ask, post, "approve");
      await decide(ask, story.bread.posts[4], "request_changes", "Name the street in the first sentence.");
      for (const post of story.stollen.posts.slice(0, 2)) await decide(ask, post, "approve");
      await use(story);
    },
    { scope: "worker" },
  ],

  // The owner at a page that has come to rest.
  at: async ({ visitor, story: _ }, use) => {
    await use(async (path) => {
      await visitor.page.goto(path);
      await visitor.alive();
      return visitor;
    });
  },
});

function asking(world: World): Ask {
  const token = world.server.command("admin", "token", "--email", owner.email);
  return async (path, body) => {
    const kind = typeof body === "string" ? "text/markdown" : "application/json";
    const answer = await fetch(`${world.server.url}/api/v1${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": kind },
      body: typeof body === "object" ? JSON.stringify(body) : body,
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
}

async function campaign(ask: Ask, brief: string): Promise<Told> {
  const { id } = await ask("/campaigns", brief);
  const state = async () => (await ask(`/campaigns/${id}`)).run.state;
  await expect.poll(state, { timeout: 20_000 }).toBe("done");
  const { items } = await ask(`/campaigns/${id}/posts`);
  return { id, posts: items };
}

async function decide(ask: Ask, post: Post, verdict: string, reason = ""): Promise<void> {
  const { version } = await ask(`/posts/${post.id}`);
  await ask(`/posts/${post.id}/decisions`, { verdict, version_hash: version.hash, reason });
}
