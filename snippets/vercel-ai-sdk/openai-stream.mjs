import { openai } from "@ai-sdk/openai";
import { streamText } from "ai";

const { textStream } = streamText({
  model: openai[=% if not serves_responses %=].chat[=% endif %=]("[= openai.model =]"),
  prompt: "Say one two three",
  onError({ error }) {
    throw error;
  },
});
for await (const text of textStream) {
  process.stdout.write(text);
}
//> one two three
