import OpenAI from "openai";

const client = new OpenAI();
const completion = await client.chat.completions.create({
  model: "[= openai.model =]",
  messages: [{ role: "user", content: "Say OK" }],
});
console.log(completion.choices[0].message.content);
//> OK
