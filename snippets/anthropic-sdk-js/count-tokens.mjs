import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();
const count = await client.messages.countTokens({
  model: "[= anthropic.model =]",
  messages: [{ role: "user", content: "How long is this?" }],
});
console.log(count.input_tokens > 0);
//> true
