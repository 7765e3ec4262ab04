import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();
const properties = { city: { type: "string" } };
const tools = [{ name: "get_weather", input_schema: { type: "object", properties, required: ["city"] } }];
async function answer(messages, streams) {
  const asked = { model: "VENDOR_MODEL", max_tokens: 1024, messages, tools };
  const message = streams ? await client.messages.stream(asked).finalMessage() : await client.messages.create(asked);
  return message.content;
}
for (const streams of [false, true]) {
  const messages = [];
  for (const question of ["Use get_weather for Paris.", "Say thank you", "Use get_weather for Rome."]) {
    messages.push({ role: "user", content: question });
    messages.push({ role: "assistant", content: await answer(messages, streams) });
    const calls = messages.at(-1).content.filter((block) => block.type === "tool_use");
    if (calls.length) {
      const content = calls.map((call) => ({ type: "tool_result", tool_use_id: call.id, content: "sunny" }));
      messages.push({ role: "user", content });
      messages.push({ role: "assistant", content: await answer(messages, streams) });
    }
    console.log(calls.length, messages.at(-1).content[0].text);
  }
}
//> 1 The tool answered: sunny
//> 0 thank you
//> 1 The tool answered: sunny
//> 1 The tool answered: sunny
//> 0 thank you
//> 1 The tool answered: sunny
