import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fabricated, type Schema } from "./fabricated.ts";
import type { Settings } from "./server.ts";

/** A question that waits for its answer. */
interface Held {
  schema: Schema;
  answer: ServerResponse;
  /** What of the answer is written already. */
  written: string;
}

/**
 * Stands where a model provider would be, to keep a run at a step for as long as a journey needs:
 * it holds every question, answers by the form it is asked for, word by word where a journey wants
 * to see that, or refuses as Gemini refuses a wrong key.
 */
export class Model {
  private readonly server: Server;
  private held: Held[] = [];
  private refuses = false;
  /** What answers say in turn; their own words where it is empty. */
  private said: string[] = [];
  private filters = false;
  /** What pictures were asked for, in the words they were asked in. */
  readonly described: string[] = [];
  /** What films were ordered, in the words they were ordered in. */
  readonly filmed: string[] = [];
  /** Whether a question is held rather than answered. */
  private holds: (schema: Schema) => boolean = () => true;

  private constructor() {
    this.server = createServer((question, answer) => void this.take(question, answer)).listen(0, "127.0.0.1");
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
    return this.held.filter(({ answer }) => !answer.destroyed).length;
  }

  refuse(): void {
    this.refuses = true;
    for (const { answer } of this.held) refuse(answer);
    this.held = [];
  }

  /** Holds pictures back from now on, or no longer, as Gemini's safety filter does. */
  filter(filters = true): void {
    this.filters = filters;
  }

  /** Answers everything from now on, but holds what asks for the field `held`. */
  answer(held?: string): void {
    this.holds = ({ properties }) => held !== undefined && held in (properties ?? {});
    const waiting = this.held;
    this.held = [];
    for (const question of waiting) this.settle(question);
  }

  /** From now on each answer says one of `texts` in all of its fields, the next one each time. */
  say(texts: string[]): void {
    this.said = [...texts];
  }

  /** Writes the beginning of a post, as far as `words`, to the question that waits longest. */
  write(words: string): void {
    const [question] = this.held;
    const answer = JSON.stringify({ body: words });
    question.written = answer.slice(0, answer.indexOf(words) + words.length);
    say(question.answer, question.written);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  private async take(question: IncomingMessage, answer: ServerResponse): Promise<void> {
    let text = "";
    for await (const piece of question.setEncoding("utf8")) text += piece;
    if (this.refuses) return refuse(answer);
    if (/predictLongRunning|operations|files/.test(question.url ?? "")) return this.film(question, text, answer);
    const { generationConfig, contents } = JSON.parse(text);
    if (generationConfig.responseModalities?.includes("IMAGE")) {
      this.described.push(contents[0].parts[0].text);
      return draw(answer, this.filters);
    }
    if (generationConfig.responseModalities?.includes("AUDIO")) return speak(answer);
    const schema = generationConfig.responseJsonSchema as Schema;
    this.settle({ schema, answer, written: "" });
  }

  /** A film in Veo's form: ordered, looked after, fetched. */
  private film({ url = "", headers }: IncomingMessage, order: string, answer: ServerResponse): void {
    const tell = (body: object) => answer.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (url.endsWith(":predictLongRunning")) {
      this.filmed.push(JSON.parse(order).instances[0].prompt);
      tell({ name: "models/veo/operations/1" });
    } else if (url.includes("/operations/")) {
      const samples = [{ video: { uri: `http://${headers.host}/files/1:download?alt=media` } }];
      const held = { raiMediaFilteredCount: 1, raiMediaFilteredReasons: ["58061214"] };
      const generateVideoResponse = this.filters ? held : { generatedSamples: samples };
      tell({ name: "models/veo/operations/1", done: true, response: { generateVideoResponse } });
    } else {
      answer.writeHead(200, { "content-type": "video/mp4" }).end(mp4(8000, 1280, 720));
    }
  }

  private settle(question: Held): void {
    if (this.holds(question.schema)) {
      this.held.push(question);
      return;
    }
    const { schema, answer, written } = question;
    // What is written already begins with the text of the post; the other fields follow it.
    const text = this.said.shift();
    if (text !== undefined) this.said.push(text);
    const answered = text === undefined ? fabricated(schema) : fabricated(schema, () => text);
    const rest = { ...(answered as object) } as { body?: string };
    if (written) delete rest.body;
    const json = JSON.stringify(rest);
    say(answer, written ? `.",${json.slice(1)}` : json, "STOP");
    answer.end();
  }
}

const photo = readFileSync(new URL("../../crates/pictures/fixtures/held_sideways.jpg", import.meta.url)).toString("base64");

/** A picture in the vendor's form, or none. */
function draw(answer: ServerResponse, filters: boolean): void {
  const parts = [{ inlineData: { mimeType: "image/jpeg", data: photo } }];
  const candidate = filters ? { finishReason: "IMAGE_SAFETY" } : { content: { role: "model", parts }, finishReason: "STOP" };
  const candidatesTokensDetails = [{ modality: "IMAGE", tokenCount: filters ? 0 : 1120 }];
  const usageMetadata = { promptTokenCount: 60, candidatesTokenCount: filters ? 0 : 1120, candidatesTokensDetails };
  const body = { candidates: [candidate], usageMetadata, modelVersion: "gemini-3.1-flash-image" };
  answer.writeHead(200, { "content-type": "application/json", date: new Date().toUTCString() }).end(JSON.stringify(body));
}

/** A box of an MP4 file. */
function box(kind: string, ...content: (Buffer | number)[]): Buffer {
  const word = (value: number) => Buffer.from([value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
  const inside = Buffer.concat(content.map((part) => (typeof part === "number" ? word(part) : part)));
  return Buffer.concat([word(inside.length + 8), Buffer.from(kind), inside]);
}

/** A film as far as its boxes go: it says how long and how large it is, and has no picture in it. */
function mp4(millis: number, width: number, height: number): Buffer {
  const zeros = (count: number) => Buffer.alloc(count);
  const header = box("tkhd", zeros(12), 1, zeros(4), millis, zeros(52), width << 16, height << 16);
  const media = box("mdia", box("hdlr", zeros(8), Buffer.from("vide"), zeros(13)));
  const movie = box("mvhd", zeros(12), 1000, millis, zeros(80));
  const kind = box("ftyp", Buffer.from("isom"), 512, Buffer.from("isomavc1"));
  return Buffer.concat([kind, box("moov", movie, box("trak", header, media)), box("mdat", zeros(4096))]);
}

/** Half a second of silence in the vendor's form. */
function speak(answer: ServerResponse): void {
  const data = Buffer.alloc(24_000).toString("base64");
  const parts = [{ inlineData: { mimeType: "audio/L16;codec=pcm;rate=24000", data } }];
  const candidates = [{ content: { role: "model", parts }, finishReason: "STOP" }];
  const usageMetadata = { promptTokenCount: 60, candidatesTokenCount: 13 };
  const body = { candidates, usageMetadata, modelVersion: "gemini-3.8-flash-tts" };
  answer.writeHead(200, { "content-type": "application/json", date: new Date().toUTCString() }).end(JSON.stringify(body));
}

/** A piece of an answer, in the vendor's form. */
function say(answer: ServerResponse, text: string, finishReason?: string): void {
  if (!answer.headersSent) answer.writeHead(200, { "content-type": "text/event-stream", date: new Date().toUTCString() });
  const candidates = [{ content: { parts: [{ text }], role: "model" }, finishReason }];
  const usageMetadata = { promptTokenCount: 900, candidatesTokenCount: 60, totalTokenCount: 960 };
  answer.write(`data: ${JSON.stringify({ candidates, usageMetadata, modelVersion: "gemini-for-journeys" })}\n\n`);
}

/** An answer that has begun can only break off; it is refused when it is asked for again. */
function refuse(answer: ServerResponse): void {
  if (answer.headersSent) {
    answer.destroy();
    return;
  }
  const error = { code: 400, message: "API key not valid.", status: "INVALID_ARGUMENT", details: [{ reason: "API_KEY_INVALID" }] };
  answer.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ error }));
}
