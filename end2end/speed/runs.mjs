// Measures runs whose model stands somewhere else: how long a campaign takes when each answer does,
// how soon words are seen, and how pages answer while a thousand runs are under way.
import http from "node:http";
import { at } from "./pages.mjs";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const WORDS = "Mill Street opens at seven.";

/** An answer that fits a schema, made without understanding the question. */
function fabricated({ enum: one, properties, type, minItems, items, minimum, format }, name, number = 1) {
  if (one) return one[0];
  if (properties) return Object.fromEntries(Object.entries(properties).map(([field, of]) => [field, fabricated(of, field, number)]));
  if (type === "array") return Array.from({ length: minItems || 1 }, (_, index) => fabricated(items, name, index + 1));
  if (type === "integer") return minimum ?? 0;
  if (format === "date") return new Date(Date.now() + 864e5).toISOString().slice(0, 10);
  return `${WORDS} ${name} ${number}`;
}

/** A piece of an answer in the form of Gemini's streams. */
function piece(text, finishReason) {
  const candidates = [{ content: { parts: [{ text }], role: "model" }, finishReason }];
  const usageMetadata = { promptTokenCount: 900, candidatesTokenCount: 60, totalTokenCount: 960 };
  return `data: ${JSON.stringify({ candidates, usageMetadata, modelVersion: "gemini-3.5-flash" })}\r\n\r\n`;
}

/** A vendor that answers `latency` ms after it was asked; `spoke` notes when it sent its first words. */
async function vendor(latency) {
  const spoke = [];
  let asked = 0;
  const server = http.createServer(async (question, answer) => {
    let text = "";
    for await (const chunk of question.setEncoding("utf8")) text += chunk;
    asked += 1;
    const schema = JSON.parse(text).generationConfig.responseJsonSchema;
    await pause(latency);
    answer.writeHead(200, { "content-type": "text/event-stream", date: new Date().toUTCString() });
    const whole = JSON.stringify(fabricated(schema, "answer"));
    spoke.push(performance.now());
    if (schema.properties.body) {
      // The text of a post comes first, so that there is something to see while the rest is written.
      const { body, ...rest } = JSON.parse(whole);
      const begun = `{"body":${JSON.stringify(body).slice(0, -1)}`;
      answer.write(piece(begun));
      await pause(200);
      answer.end(piece(`",${JSON.stringify(rest).slice(1)}`, "STOP"));
    } else {
      answer.end(piece(whole, "STOP"));
    }
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const env = { GEMINI_API_KEY: "a-key-for-figures", HANDBILL_GEMINI_URL: `http://127.0.0.1:${server.address().port}` };
  return { env, spoke, asked: () => asked, close: () => (server.closeAllConnections(), server.close()) };
}

/** When a follower of the campaign saw its first words, in ms of this process's clock. */
async function firstWords(origin, token, id) {
  const stream = await fetch(`${origin}/api/v1/campaigns/${id}/events`, { headers: { authorization: `Bearer ${token}` } });
  let seen = "";
  for await (const chunk of stream.body.pipeThrough(new TextDecoderStream())) {
    seen += chunk;
    if (seen.includes(WORDS) && /event: ?words/.test(seen)) return performance.now();
  }
  throw new Error("no words came");
}

/** A campaign of 30 posts with a model that takes a second for each answer, and its first words. */
export async function thirtyPosts({ serve, tokenOf, client, until, show, data, brief }) {
  const model = await vendor(1_000);
  const { server, origin } = await serve(data, model.env);
  try {
    const token = tokenOf(data);
    const call = client(origin, token);
    const start = performance.now();
    const { id } = await call("POST", "/api/v1/campaigns", brief.replace(/\d+\s*$/, "30\n"), { "content-type": "text/markdown" });
    const seen = await firstWords(origin, token, id);
    const done = await until(call, id, (campaign) => campaign.run.state !== "running");
    if (done.run.state !== "done" || done.posts.length !== 30) throw new Error(`the run ended ${done.run.state} with ${done.posts.length} posts`);
    const took = performance.now() - start;
    show("30 posts, a model that takes 1 s an answer", `${(took / 1000).toFixed(2)} s, ${model.asked()} calls`);
    show("first words, from the vendor's socket to the reader's", `${(seen - model.spoke[0]).toFixed(1)} ms`);
  } finally {
    server.kill("SIGTERM");
    model.close();
  }
}

/** How pages answer while a thousand runs are under way in one process. */
export async function thousandRuns({ serve, tokenOf, client, enter, show, data, brief }) {
  const model = await vendor(1_000);
  const { server, origin } = await serve(data, model.env);
  try {
    const call = client(origin, tokenOf(data));
    const cookie = await enter(origin);
    const ids = [];
    const few = brief.replace(/\d+\s*$/, "4\n");
    const submitting = Array.from({ length: 10 }, async () => {
      while (ids.length < 1_000) {
        ids.push("");
        const { id } = await call("POST", "/api/v1/campaigns", few, { "content-type": "text/markdown" });
        ids[ids.indexOf("")] = id;
      }
    });
    await Promise.all(submitting);
    const taken = [];
    const pages = ["/", `/campaigns/${ids[0]}`, "/posts", "/activity"];
    for (let turn = 0; turn < 400; turn += 1) {
      const start = performance.now();
      const answer = await fetch(origin + pages[turn % pages.length], { headers: { cookie } });
      await answer.text();
      if (!answer.ok) throw new Error(`a page answered ${answer.status}`);
      taken.push(performance.now() - start);
      await pause(20);
    }
    const under = (await call("GET", "/api/v1/campaigns?limit=50")).items.filter((campaign) => campaign.run_state === "running").length;
    const text = `p50 ${at(taken, 0.5).toFixed(1)} ms, p99 ${at(taken, 0.99).toFixed(1)} ms, ${under} of the last 50 still running`;
    show("pages while 1,000 runs are under way", text);
  } finally {
    server.kill("SIGTERM");
    model.close();
  }
}
