import OpenAI from "openai";

const client = new OpenAI();
const models = await client.models.list();
console.log(models.data.some((model) => model.id === "[= openai.model =]"));
//> true
