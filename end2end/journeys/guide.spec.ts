import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "../support/journey.ts";
import { owner } from "../support/world.ts";

const page = (name: string) => readFileSync(new URL(`../../docs/guide/src/programs/${name}.md`, import.meta.url), "utf8");
const commands = (text: string) => [...text.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block]) => block).join("\n");

test("what the guide says to type at a terminal works in the order it stands there", { tag: "@once" }, async ({ world }) => {
  const folder = mkdtempSync(join(tmpdir(), "handbill-guide-"));
  const token = world.server.command("admin", "token", "--email", owner.email);
  const script = `set -euo pipefail\n${commands(page("journey"))}\n${commands(page("events"))}`;
  const done = spawnSync("bash", ["-c", script], {
    cwd: folder,
    encoding: "utf8",
    timeout: 40_000,
    env: { PATH: process.env.PATH, HANDBILL: world.server.url, TOKEN: token },
  });
  rmSync(folder, { recursive: true });
  expect(done.status, `${done.stdout}\n${done.stderr}`).toBe(0);
  expect(done.stdout).toContain(`"email":"${owner.email}"`);
  expect(done.stdout).toContain('"state":"approved"');
  expect(done.stdout).toContain("slot,channel,format,publish_on,state");
  expect(done.stdout).toContain("idempotency-replayed: true");
  expect(done.stdout).toContain('"code":"changed"');
});
