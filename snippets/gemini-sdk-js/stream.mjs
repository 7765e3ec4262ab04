import { GoogleGenAI } from "@google/genai";

const client = new GoogleGenAI({});
const stream = await client.models.generateContentStream({
  model: "[= gemini.model =]",
  contents: "Say one two three",
});
for await (const chunk of stream) {
  process.stdout.write(chunk.text ?? "");
}
//> one two three
