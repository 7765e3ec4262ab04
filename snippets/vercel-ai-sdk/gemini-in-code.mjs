import { createGoogle } from "@ai-sdk/google";
import { generateText } from "ai";

const gateway = createGoogle({ baseURL: "[= gemini.base_url =]/v1beta" });
const { text } = await generateText({
  model: gateway("[= gemini.small_model =]"),
  prompt: "Say OK",
});
console.log(text);
//> OK
