import { ChatAnthropic } from "@langchain/anthropic";

const model = new ChatAnthropic({
  model: "[= anthropic.small_model =]",
  anthropicApiUrl: "[= anthropic.base_url =]",
});
for await (const part of await model.stream("Say one two three")) {
  process.stdout.write(part.text);
}
//> one two three
