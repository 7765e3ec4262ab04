import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();
const message = await client.messages.create({
  model: "[= anthropic.model =]",
  max_tokens: 100,
  messages: [{ role: "user", content: "Say OK" }],
});
console.log(message.content[0].text);
//> OK
