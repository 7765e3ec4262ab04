import { GoogleGenAI } from "@google/genai";

const client = new GoogleGenAI({});
const response = await client.models.generateContent({
  model: "[= gemini.model =]",
  contents: "Say OK",
});
console.log(response.text);
//> OK
