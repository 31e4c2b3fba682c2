// Anthropic's own client against the simulator of the Messages API.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import Anthropic from "@anthropic-ai/sdk";
import { addresses, picture, read, schema, seen, stop } from "./simulators.mjs";

after(stop);

const client = new Anthropic({ apiKey: "sk-ant-test", baseURL: addresses.anthropic, maxRetries: 0 });
const asking = (content) => ({
  model: "claude-sonnet-5-5",
  max_tokens: 1024,
  system: "You read briefs.",
  messages: [{ role: "user", content }],
  output_config: { format: { type: "json_schema", schema } },
});

test("an answer at once has its form and its tokens", async () => {
  const answer = await client.messages.create(asking("a brief"));
  read(answer.content[0].text);
  assert.equal(answer.stop_reason, "end_turn");
  assert.ok(answer.usage.output_tokens > 8);
});

test("a stream says the same in pieces, with the tokens at its end", async () => {
  const stream = client.messages.stream(asking("a brief"));
  let text = "";
  stream.on("text", (piece) => (text += piece));
  const answer = await stream.finalMessage();
  read(text);
  assert.equal(answer.content.at(-1).text, text);
  assert.ok(answer.usage.input_tokens > 0 && answer.usage.output_tokens > 8);
});

test("the client reads the form by itself", async () => {
  const answer = await client.messages.parse(asking("a brief"));
  read(answer.content[0].text);
});

const parameters = { type: "object", properties: { words: { type: "string" } }, required: ["words"], additionalProperties: false };
const lookup = { name: "term_base", description: "How the brand says a word." };

test("a function is called, at once and in a stream", async () => {
  const question = { ...asking("look it up"), tools: [{ ...lookup, input_schema: parameters }] };
  for (const answer of [await client.messages.create(question), await client.messages.stream(question).finalMessage()]) {
    assert.equal(answer.stop_reason, "tool_use");
    const { name, input } = answer.content.at(-1);
    assert.deepEqual({ name, input }, { name: "term_base", input: { words: "warm rolls" } });
  }
  await assert.rejects(client.messages.create({ ...question, tools: [{ ...lookup, input_schema: {} }] }), Anthropic.BadRequestError);
});

test("a picture is seen, and one of another type than it says is refused", async () => {
  const shown = (media_type) => [{ type: "image", source: { type: "base64", media_type, data: picture } }, { type: "text", text: "a brief" }];
  assert.match((await client.messages.create(asking(shown("image/png")))).content[0].text, seen);
  await assert.rejects(client.messages.create(asking(shown("image/jpeg"))), Anthropic.BadRequestError);
});

test("tokens are counted without an answer, as they are billed", async () => {
  const { max_tokens, ...question } = asking("a brief");
  const { input_tokens } = await client.messages.countTokens(question);
  assert.equal(input_tokens, (await client.messages.create(asking("a brief"))).usage.input_tokens);
  await assert.rejects(client.messages.countTokens({ ...question, max_tokens }), Anthropic.BadRequestError);
  await assert.rejects(client.messages.countTokens({ ...question, messages: [{ role: "user", content: "too fast" }] }), Anthropic.RateLimitError);
});

test("a limit and a refusal are told apart", async () => {
  assert.equal((await client.messages.create(asking("limit"))).stop_reason, "max_tokens");
  const declined = await client.messages.create(asking("declined"));
  assert.deepEqual([declined.stop_reason, declined.stop_details.type], ["refusal", "refusal"]);
});

test("errors have their classes", async () => {
  const ask = (words) => client.messages.create(asking(words));
  await assert.rejects(ask("bad key"), Anthropic.AuthenticationError);
  await assert.rejects(ask("unknown model"), Anthropic.NotFoundError);
  await assert.rejects(ask("overloaded"), (error) => error.status === 529 && error.error.error.type === "overloaded_error");
  await assert.rejects(ask("too fast"), (error) => {
    assert.ok(error instanceof Anthropic.RateLimitError);
    return error.headers.get("retry-after") === "2";
  });
});

test("a failure in the middle of a stream reaches the caller", async () => {
  await assert.rejects(client.messages.stream(asking("error in stream")).finalMessage(), /Overloaded/);
  await assert.rejects(client.messages.stream(asking("cut")).finalMessage());
});

test("bounds of lists are refused, as the vendor does it", async () => {
  const bounded = { ...schema, properties: { ...schema.properties, facts: { type: "array", items: { type: "string" }, maxItems: 3 } } };
  const request = { ...asking("a brief"), output_config: { format: { type: "json_schema", schema: bounded } } };
  await assert.rejects(client.messages.create(request), Anthropic.BadRequestError);
});
