import { openai } from "@ai-sdk/openai";
import { generateText } from "ai";

const { text } = await generateText({
  model: openai[=% if not serves_responses %=].chat[=% endif %=]("[= openai.model =]"),
  prompt: "Say OK",
});
console.log(text);
//> OK
