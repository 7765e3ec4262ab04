import { ChatGoogleGenerativeAI } from "@langchain/google-genai";

const model = new ChatGoogleGenerativeAI({
  model: "[= gemini.small_model =]",
  baseUrl: "[= gemini.base_url =]",
});
for await (const part of await model.stream("Say one two three")) {
  process.stdout.write(part.text);
}
//> one two three
