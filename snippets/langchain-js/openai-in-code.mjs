import { ChatOpenAI } from "@langchain/openai";

const model = new ChatOpenAI({
  model: "[= openai.small_model =]",
  configuration: { baseURL: "[= openai.base_url =]" },
});
for await (const part of await model.stream("Say one two three")) {
  process.stdout.write(part.text);
}
//> one two three
