import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic({
  baseURL: "[= anthropic.base_url =]",
  apiKey: process.env.ANTHROPIC_API_KEY,
});
console.log(client.baseURL);
//> [= anthropic.base_url =]
