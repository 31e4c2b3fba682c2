import { request } from "@playwright/test";
import type { Server } from "./server.ts";

export const owner = { name: "Ada", email: "ada@example.com", password: "copper kettle morning bell" };

/** A browser's storage with somebody signed in. */
export type SignedIn = Awaited<ReturnType<Awaited<ReturnType<typeof request.newContext>>["storageState"]>>;

/** A server with an organization and its owner. */
export class World {
  private constructor(
    readonly server: Server,
    readonly signedIn: SignedIn,
  ) {}

  /** Makes the organization and its owner on a new server. */
  static async on(server: Server): Promise<World> {
    const visitor = await request.newContext({ baseURL: server.url });
    const form = { org_name: "Lindner Bakery", ...owner };
    const answer = await visitor.post("/api/ui/set-up", { form, headers: { accept: "text/html" } });
    if (!answer.ok()) throw new Error(`set-up was refused: ${answer.status()} ${await answer.text()}`);
    const signedIn = await visitor.storageState();
    await visitor.dispose();
    return new World(server, signedIn);
  }
}
