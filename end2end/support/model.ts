import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Settings } from "./server.ts";

/**
 * Stands where a model provider would be, to keep a run at a step for as long as a journey needs:
 * it holds every question, or refuses it as Gemini refuses a wrong key.
 */
export class Model {
  private readonly server: Server;
  private readonly held = new Set<ServerResponse>();
  private refuses = false;

  private constructor() {
    this.server = createServer((_question, answer) => {
      if (this.refuses) refuse(answer);
      else this.held.add(answer);
    }).listen(0, "127.0.0.1");
  }

  static async start(): Promise<Model> {
    const model = new Model();
    await once(model.server, "listening");
    return model;
  }

  /** What makes a server ask here. */
  get settings(): Settings {
    const { port } = this.server.address() as AddressInfo;
    return { GEMINI_API_KEY: "a-key-for-journeys", HANDBILL_GEMINI_URL: `http://127.0.0.1:${port}` };
  }

  /** How many questions wait for an answer. */
  get waiting(): number {
    return [...this.held].filter((answer) => !answer.destroyed).length;
  }

  refuse(): void {
    this.refuses = true;
    this.held.forEach(refuse);
    this.held.clear();
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}

function refuse(answer: ServerResponse): void {
  const error = { code: 400, message: "API key not valid.", status: "INVALID_ARGUMENT", details: [{ reason: "API_KEY_INVALID" }] };
  answer.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ error }));
}
