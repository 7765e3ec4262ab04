import { GoogleGenAI } from "@google/genai";

const client = new GoogleGenAI({
  apiKey: process.env.GEMINI_API_KEY,
  httpOptions: { baseUrl: "[= gemini.base_url =]" },
});
const model = await client.models.get({ model: "[= gemini.model =]" });
console.log(model.name);
//> models/[= gemini.model =]
