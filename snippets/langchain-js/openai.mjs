import { ChatOpenAI } from "@langchain/openai";

const model = new ChatOpenAI({ model: "[= openai.model =]" });
const answer = await model.invoke("Say OK");
console.log(answer.text);
//> OK
