import { openai } from "@ai-sdk/openai";
import { generateText } from "ai";

const { text } = await generateText({
  model: openai("[= openai.model =]"), [=? serves_responses =]
  model: openai.chat("[= openai.model =]"), [=? not serves_responses =]
  prompt: "Say OK",
});
console.log(text);
//> OK
