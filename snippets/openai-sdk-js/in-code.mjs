import OpenAI from "openai";

const client = new OpenAI({ baseURL: "[= openai.base_url =]" });
const models = await client.models.list();
console.log(models.data.length > 0);
//> true
