/** The small dialect of JSON Schema that questions to a model carry. */
export interface Schema {
  type?: string;
  format?: string;
  enum?: unknown[];
  minimum?: number;
  minItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
}

/** What a text field says, by its name and its number in a list. */
export type Words = (name: string, number: number) => string;

const plain: Words = (name, number) => `Words ${number} for the ${name.replaceAll("_", " ")}`;

/** An answer that fits a schema, made without understanding the question; `name` is its field. */
export function fabricated(schema: Schema, words = plain, name = "answer", number = 1): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.properties) {
    const fields = Object.entries(schema.properties).map(([field, of]) => [field, fabricated(of, words, field, number)]);
    return Object.fromEntries(fields);
  }
  if (schema.type === "array") {
    const count = schema.minItems || 1;
    return Array.from({ length: count }, (_, at) => fabricated(schema.items ?? {}, words, name, at + 1));
  }
  if (schema.type === "integer") return schema.minimum ?? 0;
  if (schema.format === "date") return "2026-12-01";
  return words(name, number);
}
