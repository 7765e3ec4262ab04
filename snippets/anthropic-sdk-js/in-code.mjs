import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic({ baseURL: "[= anthropic.base_url =]" });
const models = await client.models.list();
console.log(models.data.length > 0);
//> true
