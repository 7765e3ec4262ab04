import { GoogleGenAI } from "@google/genai";

const client = new GoogleGenAI({ httpOptions: { baseUrl: "[= gemini.base_url =]", apiVersion: "v1beta" } });
const response = await client.models.generateContent({
  model: "[= gemini.model =]",
  contents: "Say OK",
});
console.log(response.text);
//> OK
