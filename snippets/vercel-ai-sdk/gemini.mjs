import { createGoogle } from "@ai-sdk/google";
import { generateText } from "ai";

const google = createGoogle({ baseURL: "[= gemini.base_url =]/v1beta" });
const { text } = await generateText({
  model: google("[= gemini.model =]"),
  prompt: "Say OK",
});
console.log(text);
//> OK
