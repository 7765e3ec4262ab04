import OpenAI from "openai";

const client = new OpenAI({
  baseURL: "[= openai.base_url =]",
  apiKey: process.env.OPENAI_API_KEY,
});
console.log(client.baseURL);
//> [= openai.base_url =]
