import { HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { VendorChat } from "@langchain/VENDOR_PACKAGE";

const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const get_weather = tool(({ city }) => `sunny in a ${typeof city}`, {
  name: "get_weather",
  description: "Say how the weather is.",
  schema,
});
const model = new VendorChat({ model: "VENDOR_MODEL", VENDOR_ADDRESS }).bindTools([get_weather]);

async function answer(messages, streams) {
  if (!streams) return model.invoke(messages);
  let whole;
  for await (const part of await model.stream(messages)) whole = whole ? whole.concat(part) : part;
  return whole;
}

for (const streams of [false, true]) {
  const messages = [];
  for (const question of ["Use get_weather for Paris.", "Say thank you", "Use get_weather for Rome."]) {
    messages.push(new HumanMessage(question));
    messages.push(await answer(messages, streams));
    const calls = messages.at(-1).tool_calls;
    for (const call of calls) messages.push(await get_weather.invoke(call));
    if (calls.length) messages.push(await answer(messages, streams));
    console.log(calls.length, messages.at(-1).text.includes("sunny in a string"));
  }
}
//> 1 true
//> 0 false
//> 1 true
//> 1 true
//> 0 false
//> 1 true
