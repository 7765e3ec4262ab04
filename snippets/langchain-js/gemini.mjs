import { ChatGoogleGenerativeAI } from "@langchain/google-genai";

const model = new ChatGoogleGenerativeAI({
  model: "[= gemini.model =]",
  baseUrl: "[= gemini.base_url =]",
});
const answer = await model.invoke("Say OK");
console.log(answer.text);
//> OK
