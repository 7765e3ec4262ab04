import OpenAI from "openai";

const client = new OpenAI();
const response = await client.responses.create({
  model: "[= openai.model =]",
  input: "Say OK",
});
console.log(response.output_text);
//> OK
