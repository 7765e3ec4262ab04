import { GoogleGenAI } from "@google/genai";

const client = new GoogleGenAI({});
const names = [];
for await (const model of await client.models.list()) {
  names.push(model.name);
}
console.log(names.includes("models/[= gemini.model =]"));
//> true
