// OpenAI's own client against the simulators of Responses and Chat Completions.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import OpenAI, { AzureOpenAI } from "openai";
import { addresses, picture, read, schema, seen, stop } from "./simulators.mjs";

after(stop);

const options = { apiKey: "sk-test", maxRetries: 0 };
const openai = new OpenAI({ ...options, baseURL: addresses.openai });
const compatible = new OpenAI({ ...options, baseURL: addresses.compatible });
const azure = new AzureOpenAI({ ...options, endpoint: addresses.azure, deployment: "writer", apiVersion: "2024-10-21" });
const azureV1 = new OpenAI({ ...options, baseURL: `${addresses.azure}/openai/v1`, defaultHeaders: { "api-key": "k" } });

const asking = (input) => ({
  model: "gpt-6.1-terra",
  instructions: "You read briefs.",
  input,
  text: { format: { type: "json_schema", name: "analyse", strict: true, schema } },
});

test("Responses: an answer at once has its form and its tokens", async () => {
  const answer = await openai.responses.create(asking("a brief"));
  read(answer.output_text);
  assert.equal(answer.status, "completed");
  assert.ok(answer.usage.output_tokens > 8);
});

test("Responses: a stream says the same in pieces", async () => {
  const stream = openai.responses.stream(asking("a brief"));
  let text = "";
  stream.on("response.output_text.delta", (event) => (text += event.delta));
  const answer = await stream.finalResponse();
  read(text);
  assert.equal(answer.output_text, text);
});

const parameters = { type: "object", properties: { words: { type: "string" } }, required: ["words"], additionalProperties: false };
const lookup = { name: "term_base", description: "How the brand says a word.", parameters };
const called = { name: "term_base", arguments: '{"words":"warm rolls"}' };

test("Responses: a function is called, at once and in a stream, by a schema that is strict", async () => {
  const question = { ...asking("look it up"), tools: [{ type: "function", ...lookup, strict: true }] };
  for (const answer of [await openai.responses.create(question), await openai.responses.stream(question).finalResponse()]) {
    const { type, name, arguments: words } = answer.output.at(-1);
    assert.deepEqual({ type, name, arguments: words }, { type: "function_call", ...called });
  }
  const loose = { ...lookup, type: "function", strict: true, parameters: { type: "object", properties: { words: { type: "string" } } } };
  await assert.rejects(openai.responses.create({ ...question, tools: [loose] }), OpenAI.BadRequestError);
});

for (const [name, client] of Object.entries({ compatible, azure })) {
  test(`Chat Completions: a function is called, at once and in a stream: ${name}`, async () => {
    const question = { model: "m", messages: [{ role: "user", content: "look it up" }], tools: [{ type: "function", function: lookup }] };
    for (const answer of [await client.chat.completions.create(question), await client.chat.completions.stream(question).finalChatCompletion()]) {
      const { message, finish_reason } = answer.choices[0];
      assert.equal(finish_reason, "tool_calls");
      const { name, arguments: words } = message.tool_calls[0].function;
      assert.deepEqual({ name, arguments: words }, called);
    }
  });
}

const url = `data:image/png;base64,${picture}`;

test("Responses: a picture is seen, and one that cannot be read is refused", async () => {
  const shown = (image_url) => [{ role: "user", content: [{ type: "input_image", image_url, detail: "auto" }, { type: "input_text", text: "a brief" }] }];
  assert.match((await openai.responses.create(asking(shown(url)))).output_text, seen);
  await assert.rejects(openai.responses.create(asking(shown("data:image/png;base64,AAAA"))), OpenAI.BadRequestError);
});

test("Responses: tokens are counted without an answer, as they are billed", async () => {
  const counted = await openai.responses.inputTokens.count(asking("a brief"));
  assert.equal(counted.object, "response.input_tokens");
  assert.equal(counted.input_tokens, (await openai.responses.create(asking("a brief"))).usage.input_tokens);
  await assert.rejects(openai.responses.inputTokens.count({ ...asking("a brief"), store: false }), OpenAI.BadRequestError);
});

test("Responses: a limit, a filter and a refusal are told apart", async () => {
  const limit = await openai.responses.create(asking("limit"));
  assert.equal(limit.incomplete_details.reason, "max_output_tokens");
  const blocked = await openai.responses.create(asking("blocked"));
  assert.equal(blocked.incomplete_details.reason, "content_filter");
  const declined = await openai.responses.create(asking("declined"));
  assert.equal(declined.output.at(-1).content[0].type, "refusal");
});

test("Responses: a failure in the middle of a stream reaches the caller", async () => {
  const events = await openai.responses.create({ ...asking("error in stream"), stream: true });
  await assert.rejects(async () => {
    for await (const event of events) if (event.type === "error") throw new Error(event.message);
  });
});

for (const [name, client] of Object.entries({ openai, compatible, azure })) {
  test(`errors have their classes: ${name}`, async () => {
    const ask = (words) =>
      client === openai
        ? client.responses.create(asking(words))
        : client.chat.completions.create({ model: "m", messages: [{ role: "user", content: words }] });
    await assert.rejects(ask("bad key"), OpenAI.AuthenticationError);
    await assert.rejects(ask("unknown model"), OpenAI.NotFoundError);
    await assert.rejects(ask("overloaded"), OpenAI.InternalServerError);
    await assert.rejects(ask("too fast"), (error) => {
      assert.ok(error instanceof OpenAI.RateLimitError);
      return error.headers.get("retry-after-ms") === "2000";
    });
  });
}

for (const [name, client] of Object.entries({ compatible, azure, azureV1 })) {
  const chat = (content) => ({
    model: "writer",
    messages: [{ role: "system", content: "You read briefs." }, { role: "user", content }],
    response_format: { type: "json_schema", json_schema: { name: "analyse", strict: true, schema } },
  });

  test(`Chat Completions: an answer at once has its form: ${name}`, async () => {
    const answer = await client.chat.completions.create(chat("a brief"));
    read(answer.choices[0].message.content);
    assert.equal(answer.choices[0].finish_reason, "stop");
  });

  test(`Chat Completions: a stream says the same in pieces and ends with the tokens: ${name}`, async () => {
    const chunks = await client.chat.completions.create({ ...chat("a brief"), stream: true, stream_options: { include_usage: true } });
    let text = "", usage;
    for await (const chunk of chunks) {
      text += chunk.choices[0]?.delta.content ?? "";
      usage = chunk.usage ?? usage;
    }
    read(text);
    assert.ok(usage.completion_tokens > 8);
  });

  test(`Chat Completions: a picture is seen: ${name}`, async () => {
    const shown = [{ type: "image_url", image_url: { url } }, { type: "text", text: "a brief" }];
    assert.match((await client.chat.completions.create(chat(shown))).choices[0].message.content, seen);
  });

  test(`Chat Completions: a refusal is no answer: ${name}`, async () => {
    const answer = await client.chat.completions.create(chat("declined"));
    assert.ok(answer.choices[0].message.refusal);
  });
}

test("a connection that breaks in a stream is an error", async () => {
  const chunks = await compatible.chat.completions.create({ model: "m", messages: [{ role: "user", content: "cut" }], stream: true });
  await assert.rejects(async () => {
    for await (const _ of chunks);
  });
});

test("a field that is not known is refused", async () => {
  await assert.rejects(openai.responses.create({ ...asking("a brief"), colour: "red" }), OpenAI.BadRequestError);
});

/** The beginning of every PNG file. */
const isPng = (base64) => Buffer.from(base64, "base64").subarray(1, 4).toString() === "PNG";

for (const [name, client] of Object.entries({ openai, azure, azureV1 })) {
  const drawing = (prompt) => ({ model: "gpt-image-1", prompt, n: 1, size: "1024x1536", quality: "medium" });

  test(`images: a picture comes as a file with its tokens: ${name}`, async () => {
    const answer = await client.images.generate(drawing("a loaf"));
    assert.ok(isPng(answer.data[0].b64_json));
    assert.ok(answer.usage.output_tokens > 1000);
  });

  test(`images: what moderation holds back is a bad request that says so: ${name}`, async () => {
    await assert.rejects(client.images.generate(drawing("blocked")), (error) => error instanceof OpenAI.BadRequestError && error.code === "moderation_blocked");
  });
}

test("speech: samples come as events with their tokens at the end", async () => {
  const speak = (model) => openai.audio.speech.create({ model, voice: "alloy", input: "Warm bread at seven.", response_format: "pcm", stream_format: "sse" });
  const answer = await (await speak("gpt-4o-mini-tts")).text();
  const events = answer.split("\n").filter((line) => line.startsWith("data: ")).map((line) => JSON.parse(line.slice(6)));
  const samples = events.filter(({ type }) => type === "speech.audio.delta").map(({ audio }) => Buffer.from(audio, "base64"));
  assert.ok(Buffer.concat(samples).length > 24_000);
  assert.ok(events.at(-1).usage.output_tokens > 20);
  await assert.rejects(speak("tts-1"), OpenAI.BadRequestError);
});

for (const [name, client] of Object.entries({ openai, azure, azureV1, compatible })) {
  const embed = (input, options = {}) => client.embeddings.create({ model: "text-embedding-3-small", input, ...options });

  test(`embeddings: a vector a text, as numbers and as the client asks for them by itself: ${name}`, async () => {
    const texts = ["warm bread at seven", "warm bread at eight"];
    const numbers = await embed(texts, { encoding_format: "float" });
    const packed = await embed(texts);
    const values = ({ data }) => data.toSorted((one, other) => one.index - other.index).map(({ embedding }) => [...embedding]);
    assert.deepEqual(values(packed), values(numbers));
    assert.equal(values(numbers).length, 2);
    assert.notDeepEqual(values(numbers)[0], values(numbers)[1]);
    assert.ok(numbers.usage.prompt_tokens > 0);
    assert.equal((await embed("one text")).data.length, 1);
  });

  test(`embeddings: an empty text and too many are refused, and errors have their classes: ${name}`, async () => {
    await assert.rejects(embed(["a", ""]), OpenAI.BadRequestError);
    await assert.rejects(embed(Array(2049).fill("a")), OpenAI.BadRequestError);
    await assert.rejects(embed("bad key"), OpenAI.AuthenticationError);
    await assert.rejects(embed("too fast"), OpenAI.RateLimitError);
  });
}

test("embeddings: a model that writes makes none", async () => {
  await assert.rejects(openai.embeddings.create({ model: "gpt-6.1-terra", input: "a" }), OpenAI.PermissionDeniedError);
});

test("images: errors have their classes, and a size that is not made is refused", async () => {
  const draw = (prompt, size = "1024x1024") => openai.images.generate({ model: "gpt-image-1", prompt, size });
  await assert.rejects(draw("bad key"), OpenAI.AuthenticationError);
  await assert.rejects(draw("too fast"), OpenAI.RateLimitError);
  await assert.rejects(draw("a loaf", "800x1000"), OpenAI.BadRequestError);
});
