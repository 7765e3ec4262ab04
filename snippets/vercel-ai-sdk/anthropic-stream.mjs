import { anthropic } from "@ai-sdk/anthropic";
import { streamText } from "ai";

const { textStream } = streamText({
  model: anthropic("[= anthropic.model =]"),
  maxOutputTokens: 1024,
  prompt: "Say one two three",
  onError({ error }) {
    throw error;
  },
});
for await (const text of textStream) {
  process.stdout.write(text);
}
//> one two three
