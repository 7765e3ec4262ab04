import { openai } from "@ai-sdk/openai";
import { streamText } from "ai";

const { textStream } = streamText({
  model: openai("[= openai.model =]"), [=? serves_responses =]
  model: openai.chat("[= openai.model =]"), [=? not serves_responses =]
  prompt: "Say one two three",
  onError({ error }) {
    throw error;
  },
});
for await (const text of textStream) {
  process.stdout.write(text);
}
//> one two three
