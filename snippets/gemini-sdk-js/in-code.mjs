import { GoogleGenAI } from "@google/genai";

const client = new GoogleGenAI({ httpOptions: { baseUrl: "[= gemini.base_url =]" } });
const model = await client.models.get({ model: "[= gemini.model =]" });
console.log(model.name);
//> models/[= gemini.model =]
