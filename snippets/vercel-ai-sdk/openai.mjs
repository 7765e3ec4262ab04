import { openai } from "@ai-sdk/openai";
import { generateText } from "ai";

const { text } = await generateText({
  model: openai("[= openai.model =]"),
  prompt: "Say OK",
});
console.log(text);
//> OK
