import { createAnthropic } from "@ai-sdk/anthropic";
import { generateText } from "ai";

const gateway = createAnthropic({ baseURL: "[= anthropic.base_url =]/v1" });
const { text } = await generateText({
  model: gateway("[= anthropic.small_model =]"),
  maxOutputTokens: 1024,
  prompt: "Say OK",
});
console.log(text);
//> OK
