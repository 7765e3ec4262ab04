import { anthropic } from "@ai-sdk/anthropic";
import { generateText } from "ai";

const { text } = await generateText({
  model: anthropic("[= anthropic.model =]"),
  prompt: "Say OK",
});
console.log(text);
//> OK
