import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "@playwright/test";

const binary = process.env.HANDBILL_BINARY || resolve(import.meta.dirname, "../../dist/handbill");

/** Settings by their environment variables, such as `HANDBILL_DEMO`. */
export type Settings = Record<string, string>;

/** The built product as a process of its own, with a data directory that ends with it. */
export class Server {
  private process?: ChildProcess;

  private constructor(
    private readonly port: number,
    private readonly data: string,
  ) {}

  static async start(settings: Settings = {}): Promise<Server> {
    const server = new Server(await freePort(), mkdtempSync(join(tmpdir(), "handbill-e2e-")));
    await server.begin(settings);
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the process on the same port and data, and waits until it takes requests. */
  async begin(settings: Settings = {}): Promise<void> {
    const log = createWriteStream(join(this.data, "log"), { flags: "a" });
    const child = spawn(binary, ["serve", "--data", this.data, "--listen", `127.0.0.1:${this.port}`], {
      env: { PATH: process.env.PATH, HANDBILL_LOG: "info", ...settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    this.process = child;
    const ready = async () => {
      if (child.exitCode !== null) throw new Error(`the server ended:\n${this.log()}`);
      return fetch(`${this.url}/readyz`).then((answer) => answer.status, () => 0);
    };
    await expect.poll(ready, { intervals: [50], timeout: 20_000, message: "the server is ready" }).toBe(200);
  }

  /** Ends the process as a power cut would. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** Ends the process and takes its data away. */
  async close(): Promise<void> {
    await this.end("SIGKILL");
    rmSync(this.data, { recursive: true, force: true });
  }

  log(): string {
    return readFileSync(join(this.data, "log"), "utf8");
  }

  /** Runs the program's other commands on the same data. */
  command(...words: string[]): string {
    const done = spawnSync(binary, [...words, "--data", this.data], { encoding: "utf8", env: { PATH: process.env.PATH } });
    if (done.status !== 0) throw new Error(done.stderr);
    return done.stdout.trim();
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
