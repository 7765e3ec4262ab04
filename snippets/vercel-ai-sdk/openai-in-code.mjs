import { createOpenAI } from "@ai-sdk/openai";
import { generateText } from "ai";

const gateway = createOpenAI({ baseURL: "[= openai.base_url =]" });
const { text } = await generateText({
  model: gateway.chat("[= openai.small_model =]"),
  prompt: "Say OK",
});
console.log(text);
//> OK
