import { ChatAnthropic } from "@langchain/anthropic";

const model = new ChatAnthropic({ model: "[= anthropic.model =]" });
const answer = await model.invoke("Say OK");
console.log(answer.text);
//> OK
