import { GoogleGenAI } from "@google/genai";

const client = new GoogleGenAI({});
const count = await client.models.countTokens({
  model: "[= gemini.model =]",
  contents: "How long is this?",
});
console.log(count.totalTokens > 0);
//> true
