// Starts the simulators once for all tests of this process.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const program = process.env.HANDBILL_SIMULATORS;
if (!program) throw new Error("HANDBILL_SIMULATORS must name the program of crates/testkit/examples/simulators.rs");

const child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
const [line] = await new Promise((resolve, reject) => {
  createInterface(child.stdout).once("line", (text) => resolve([text]));
  child.once("exit", (code) => reject(new Error(`the simulators ended with ${code}`)));
});
// The tests' process may end while they run; they end with its pipe.
child.unref();
child.stdin.unref();
child.stdout.unref();

export const addresses = JSON.parse(line);
export const stop = () => child.stdin.end();

/** A green picture of 2 by 2 pixels. */
export const picture = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGMQOaEBRAwQCgAcLgQRzwpQ+AAAAABJRU5ErkJggg==";
/** What an answer says that saw it. */
export const seen = /looking at green 2x2/;

/** What answers must look like. */
export const schema = {
  type: "object",
  properties: { subject: { type: "string" }, facts: { type: "array", items: { type: "string" } } },
  required: ["subject", "facts"],
  additionalProperties: false,
};

/** Fails unless `text` is JSON of that form. */
export const read = (text) => {
  const { subject, facts } = JSON.parse(text);
  if (typeof subject !== "string" || !Array.isArray(facts)) throw new Error(`not of the form: ${text}`);
  return { subject, facts };
};
