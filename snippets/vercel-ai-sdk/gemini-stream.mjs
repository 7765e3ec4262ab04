import { createGoogle } from "@ai-sdk/google";
import { streamText } from "ai";

const google = createGoogle({ baseURL: "[= gemini.base_url =]/v1beta" });
const { textStream } = streamText({
  model: google("[= gemini.model =]"),
  prompt: "Say one two three",
  onError({ error }) {
    throw error;
  },
});
for await (const text of textStream) {
  process.stdout.write(text);
}
//> one two three
