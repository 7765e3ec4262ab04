import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();
const stream = client.messages.stream({
  model: "[= anthropic.model =]",
  max_tokens: 100,
  messages: [{ role: "user", content: "Say one two three" }],
});
stream.on("text", (text) => process.stdout.write(text));
await stream.finalMessage();
//> one two three
