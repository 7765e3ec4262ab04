import { anthropic } from "@ai-sdk/anthropic";
import { generateText } from "ai";

const { text } = await generateText({
  model: anthropic("[= anthropic.model =]"),
  maxOutputTokens: 1024,
  prompt: "Say OK",
});
console.log(text);
//> OK
