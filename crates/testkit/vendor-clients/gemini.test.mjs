// Google's own client against the simulators of generateContent and of the Interactions API.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ApiError, GoogleGenAI } from "@google/genai";
import { addresses, picture, read, schema, seen, stop } from "./simulators.mjs";

after(stop);

const at = (address) => {
  const { origin } = new URL(address);
  return new GoogleGenAI({ apiKey: "AIza-test", httpOptions: { baseUrl: origin, apiVersion: "v1beta", retryOptions: { attempts: 1 } } });
};
const client = at(addresses.gemini);
const interactions = at(addresses.interactions).interactions;

const asking = (contents) => ({
  model: "gemini-3.8-flash",
  contents,
  config: { systemInstruction: "You read briefs.", responseMimeType: "application/json", responseJsonSchema: schema },
});

test("an answer at once has its form and its tokens", async () => {
  const answer = await client.models.generateContent(asking("a brief"));
  read(answer.text);
  assert.equal(answer.candidates[0].finishReason, "STOP");
  assert.ok(answer.usageMetadata.thoughtsTokenCount > 0);
});

test("a stream says the same in pieces and keeps thoughts apart", async () => {
  let text = "";
  for await (const chunk of await client.models.generateContentStream(asking("a brief"))) text += chunk.text ?? "";
  read(text);
});

const parameters = { type: "object", properties: { words: { type: "string" } }, required: ["words"], additionalProperties: false };
const lookup = { name: "term_base", description: "How the brand says a word." };
const called = [{ name: "term_base", args: { words: "warm rolls" } }];
const plainly = (calls) => calls.map(({ name, args }) => ({ name, args }));

test("a function is called, at once and in a stream, and not by old models next to a form", async () => {
  const question = asking("look it up");
  question.config.tools = [{ functionDeclarations: [{ ...lookup, parametersJsonSchema: parameters }] }];
  assert.deepEqual(plainly((await client.models.generateContent(question)).functionCalls), called);
  const calls = [];
  for await (const chunk of await client.models.generateContentStream(question)) calls.push(...(chunk.functionCalls ?? []));
  assert.deepEqual(plainly(calls), called);
  await assert.rejects(client.models.generateContent({ ...question, model: "gemini-2.5-flash" }), (error) => error instanceof ApiError && error.status === 400);
});

const shown = (mimeType) => [{ role: "user", parts: [{ inlineData: { mimeType, data: picture } }, { text: "a brief" }] }];

test("a picture is seen, and one of another type than it says is refused", async () => {
  assert.match((await client.models.generateContent(asking(shown("image/png")))).text, seen);
  await assert.rejects(client.models.generateContent(asking(shown("image/jpeg"))), (error) => error.status === 400);
});

test("Vertex AI: a picture is seen", async () => {
  assert.match((await vertex.models.generateContent(asking(shown("image/png")))).text, seen);
});

test("a limit and a filter are told apart", async () => {
  const limit = await client.models.generateContent(asking("limit"));
  assert.equal(limit.candidates[0].finishReason, "MAX_TOKENS");
  const blocked = await client.models.generateContent(asking("blocked"));
  assert.equal(blocked.candidates[0].finishReason, "SAFETY");
});

test("errors have their status", async () => {
  for (const [words, status] of [["bad key", 400], ["unknown model", 404], ["too fast", 429], ["overloaded", 503]]) {
    await assert.rejects(client.models.generateContent(asking(words)), (error) => error instanceof ApiError && error.status === status);
  }
});

test("a failure in the middle of a stream reaches the caller", async () => {
  for (const words of ["error in stream", "cut"]) {
    await assert.rejects(async () => {
      for await (const _ of await client.models.generateContentStream(asking(words)));
    });
  }
});

const interaction = (input) => ({
  model: "gemini-3.8-flash",
  input,
  system_instruction: "You read briefs.",
  generation_config: { max_output_tokens: 1024, thinking_level: "low" },
  response_format: { type: "text", mime_type: "application/json", schema },
  store: false,
});

test("Interactions: an answer at once has its form and its tokens", async () => {
  const answer = await interactions.create(interaction("a brief"));
  assert.equal(answer.status, "completed");
  read(answer.steps.at(-1).content[0].text);
  assert.ok(answer.usage.total_output_tokens > 0);
});

test("Interactions: a stream says the same in pieces", async () => {
  let text = "", status;
  for await (const event of await interactions.create({ ...interaction("a brief"), stream: true })) {
    if (event.event_type === "step.delta" && event.delta.type === "text") text += event.delta.text;
    if (event.event_type === "interaction.completed") status = event.interaction.status;
  }
  read(text);
  assert.equal(status, "completed");
});

test("Interactions: a function is called, at once and in a stream", async () => {
  const question = { ...interaction("look it up"), tools: [{ type: "function", ...lookup, parameters }] };
  const answer = await interactions.create(question);
  assert.equal(answer.status, "requires_action");
  assert.deepEqual(answer.steps.at(-1).arguments, { words: "warm rolls" });
  let name, json = "";
  for await (const event of await interactions.create({ ...question, stream: true })) {
    if (event.event_type === "step.start" && event.step.type === "function_call") ({ name } = event.step);
    if (event.event_type === "step.delta" && event.delta.type === "arguments_delta") json += event.delta.arguments;
  }
  assert.deepEqual([name, JSON.parse(json)], ["term_base", { words: "warm rolls" }]);
});

test("Interactions: a picture is seen", async () => {
  const blocks = [{ type: "image", mime_type: "image/png", data: picture }, { type: "text", text: "a brief" }];
  assert.match((await interactions.create(interaction(blocks))).steps.at(-1).content[0].text, seen);
});

test("Interactions: errors have their status", async () => {
  await assert.rejects(interactions.create(interaction("unknown model"), { maxRetries: 0 }), (error) => error.status === 404);
});

/** The beginning of every PNG file. */
const isPng = (base64) => Buffer.from(base64, "base64").subarray(1, 4).toString() === "PNG";

const drawing = (contents) => ({
  model: "gemini-3.1-flash-image",
  contents,
  config: { responseModalities: ["TEXT", "IMAGE"], imageConfig: { aspectRatio: "4:5", imageSize: "1K" } },
});

test("images: a picture comes among the parts, its tokens apart from the words", async () => {
  const answer = await client.models.generateContent(drawing("a loaf"));
  const { parts } = answer.candidates[0].content;
  const { inlineData } = parts.find((part) => part.inlineData);
  assert.equal(inlineData.mimeType, "image/png");
  assert.ok(isPng(inlineData.data));
  const picture = answer.usageMetadata.candidatesTokensDetails.find(({ modality }) => modality === "IMAGE");
  assert.equal(picture.tokenCount, 1120);
});

test("images: what a filter holds back and what a model declines bring none", async () => {
  const blocked = await client.models.generateContent(drawing("blocked"));
  assert.equal(blocked.candidates[0].finishReason, "IMAGE_SAFETY");
  const declined = await client.models.generateContent(drawing("declined"));
  assert.ok(declined.text.length > 0);
  assert.ok(declined.candidates[0].content.parts.every((part) => !part.inlineData));
});

test("images: a text model, and a shape that is not made, are refused", async () => {
  const refused = (request) => assert.rejects(client.models.generateContent(request), (error) => error.status === 400);
  await refused({ ...drawing("a loaf"), model: "gemini-3.8-flash" });
  await refused({ ...drawing("a loaf"), config: { ...drawing("").config, imageConfig: { aspectRatio: "7:5" } } });
});

const speaking = (voiceName) => ({
  model: "gemini-3.8-flash-tts",
  contents: "Warm bread at seven.",
  config: { responseModalities: ["AUDIO"], speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName } } } },
});

test("speech: samples come inline with their tokens, and a voice that nobody has is refused", async () => {
  const answer = await client.models.generateContent(speaking("Kore"));
  const { inlineData } = answer.candidates[0].content.parts[0];
  assert.match(inlineData.mimeType, /^audio\/L16;.*rate=24000/);
  assert.ok(Buffer.from(inlineData.data, "base64").length > 24_000);
  assert.ok(answer.usageMetadata.candidatesTokenCount > 25);
  await assert.rejects(client.models.generateContent(speaking("Nobody")), (error) => error.status === 400);
});

const authClient = { getRequestHeaders: async () => new Headers({ authorization: "Bearer ya29.simulated-1" }) };
const vertex = new GoogleGenAI({
  vertexai: true,
  project: "handbill-tests",
  location: "europe-west4",
  googleAuthOptions: { authClient },
  httpOptions: { baseUrl: addresses.vertex, apiVersion: "v1beta1", retryOptions: { attempts: 1 } },
});

test("tokens are counted, of contents alone by the developer API's client and of all on Vertex AI", async () => {
  const { model, contents, config } = asking("a brief, which is longer");
  const counted = await client.models.countTokens({ model, contents });
  assert.ok(counted.totalTokens > 0);
  const { systemInstruction, ...generationConfig } = config;
  const whole = await vertex.models.countTokens({ model, contents, config: { systemInstruction, generationConfig } });
  const { usageMetadata } = await vertex.models.generateContent({ model, contents, config });
  assert.equal(whole.totalTokens, usageMetadata.promptTokenCount);
  assert.ok(whole.totalTokens > counted.totalTokens);
  await assert.rejects(client.models.countTokens({ model, contents: "too fast" }), (error) => error.status === 429);
});

const contents = ["warm bread at seven", "warm bread at eight"].map((text) => ({ role: "user", parts: [{ text }] }));

test("embeddings: a vector a text, with tokens where the model tells them", async () => {
  for (const [model, counted] of [["gemini-embedding-2", true], ["gemini-embedding-001", false]]) {
    const { embeddings, usageMetadata } = await client.models.embedContent({ model, contents, config: { taskType: "SEMANTIC_SIMILARITY" } });
    assert.equal(embeddings.length, 2);
    assert.notDeepEqual(embeddings[0].values, embeddings[1].values);
    assert.equal(usageMetadata?.promptTokenCount > 0, counted);
  }
});

test("embeddings: too many texts, an empty one and a model that writes are refused", async () => {
  const refused = (contents, status, model = "gemini-embedding-2") => assert.rejects(client.models.embedContent({ model, contents }), (error) => error.status === status);
  await refused(Array(101).fill(contents[0]), 400);
  await refused([{ role: "user", parts: [{ text: "" }] }], 400);
  await refused(contents, 400, "gemini-3.8-flash");
  await refused([{ role: "user", parts: [{ text: "too fast" }] }], 429);
});

test("embeddings on Vertex AI: one text, by the method of its model", async () => {
  for (const model of ["gemini-embedding-001", "gemini-embedding-2"]) {
    const { embeddings } = await vertex.models.embedContent({ model, contents: [contents[0]], config: { taskType: "SEMANTIC_SIMILARITY" } });
    assert.equal(embeddings.length, 1);
    assert.ok(embeddings[0].values.length > 8);
    assert.ok(embeddings[0].statistics.tokenCount > 0);
  }
  await assert.rejects(vertex.models.embedContent({ model: "gemini-embedding-001", contents: ["a", "b"] }), (error) => error.status === 400);
});

test("Imagen on Vertex AI: a picture, and a reason in its place", async () => {
  const draw = (prompt) => vertex.models.generateImages({ model: "imagen-4.0-generate-001", prompt, config: { numberOfImages: 1, aspectRatio: "3:4", includeRaiReason: true } });
  const made = await draw("a loaf");
  assert.ok(isPng(made.generatedImages[0].image.imageBytes));
  const held = await draw("blocked");
  assert.match(held.generatedImages[0].raiFilteredReason, /58061214/);
});

// Films. Google's client no longer makes them by the developer API's older form, only on Vertex AI.
const cinema = addresses.videos.replace("/v1beta", "");
const filming = new GoogleGenAI({
  vertexai: true,
  project: "handbill-tests",
  location: "europe-west4",
  googleAuthOptions: { authClient },
  httpOptions: { baseUrl: cinema, apiVersion: "v1beta1", retryOptions: { attempts: 1 } },
});

/** The box that every MP4 file begins with. */
const isFilm = (bytes) => Buffer.from(bytes).subarray(4, 8).toString() === "ftyp";

const order = (prompt, config = {}) =>
  filming.models.generateVideos({ model: "veo-3.1-fast-generate-001", source: { prompt }, config: { aspectRatio: "9:16", durationSeconds: 4, resolution: "720p", numberOfVideos: 1, generateAudio: true, ...config } });

/** The operation, once it has ended. */
const ended = async (operation) => {
  while (!operation.done) operation = await filming.operations.getVideosOperation({ operation });
  return operation;
};

test("Veo on Vertex AI: a film is ordered, looked after and comes along", async () => {
  const begun = await order("a loaf", { negativePrompt: "words" });
  assert.ok(!begun.done);
  const { response } = await ended(begun);
  assert.ok(isFilm(Buffer.from(response.generatedVideos[0].video.videoBytes, "base64")));
});

test("Veo on Vertex AI: what a filter holds back has its reasons, a failure its code", async () => {
  const { response } = await ended(await order("filtered"));
  assert.equal(response.raiMediaFilteredCount, 1);
  const { error } = await ended(await order("ends with an error"));
  assert.equal(error.code, 13);
  await assert.rejects(order("refused"), (error) => error instanceof ApiError && error.status === 400);
  await assert.rejects(order("a loaf", { durationSeconds: 5 }), (error) => error.status === 400);
});

test("Omni: an interaction in the background is looked up until its film is there", async () => {
  const films = at(addresses.videos).interactions;
  const begin = (text) => films.create({
    model: "gemini-omni-1.1-flash",
    input: [{ type: "text", text }],
    generation_config: { video_config: { task: "text_to_video" } },
    response_format: { type: "video", aspect_ratio: "16:9", duration: "5s", resolution: "720p", delivery: "uri" },
    background: true,
  });
  const look = async (text) => {
    let film = await begin(text);
    while (film.status === "in_progress") film = await films.get(film.id);
    return film;
  };
  const film = await look("a loaf");
  const video = film.steps.at(-1).content.find(({ type }) => type === "video");
  const file = await fetch(video.uri, { headers: { "x-goog-api-key": "AIza-test" } });
  assert.ok(isFilm(await file.arrayBuffer()));
  assert.equal((await look("filtered")).status, "failed");
});
