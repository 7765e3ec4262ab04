import OpenAI from "openai";

const client = new OpenAI();
const stream = await client.chat.completions.create({
  model: "[= openai.model =]",
  messages: [{ role: "user", content: "Say one two three" }],
  stream: true,
});
for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta?.content ?? "");
}
//> one two three
