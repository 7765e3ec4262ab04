import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();
const models = await client.models.list();
console.log(models.data.some((model) => model.id === "[= anthropic.model =]"));
//> true
