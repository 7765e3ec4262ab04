import OpenAI from "openai";

const client = new OpenAI();
const properties = { city: { type: "string" } };
const parameters = { type: "object", properties, required: ["city"] };
const tools = [{ type: "function", function: { name: "get_weather", parameters } }];
async function answer(messages, streams) {
  const asked = { model: "VENDOR_MODEL", messages, tools };
  const completion = streams
    ? await client.chat.completions.stream(asked).finalChatCompletion()
    : await client.chat.completions.create(asked);
  const { parsed: _, ...message } = completion.choices[0].message; // the SDK's own, for the program alone
  return message;
}
for (const streams of [false, true]) {
  const messages = [];
  for (const content of ["Use get_weather for Paris.", "Say thank you", "Use get_weather for Rome."]) {
    messages.push({ role: "user", content });
    messages.push(await answer(messages, streams));
    const calls = messages.at(-1).tool_calls ?? [];
    for (const call of calls) {
      messages.push({ role: "tool", tool_call_id: call.id, content: "sunny" });
    }
    if (calls.length) {
      messages.push(await answer(messages, streams));
    }
    console.log(calls.length, messages.at(-1).content);
  }
}
//> 1 The tool answered: sunny
//> 0 thank you
//> 1 The tool answered: sunny
//> 1 The tool answered: sunny
//> 0 thank you
//> 1 The tool answered: sunny
