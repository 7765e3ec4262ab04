import { createVendor } from "@ai-sdk/VENDOR_PACKAGE";
import { generateText, jsonSchema, stepCountIs, streamText, tool } from "ai";

const vendor = createVendor({ baseURL: "VENDOR_BASE" });
const properties = { city: { type: "string" } };
const get_weather = tool({
  description: "Say how the weather is.",
  inputSchema: jsonSchema({ type: "object", properties, required: ["city"] }),
  execute: ({ city }) => `sunny in a ${typeof city}`,
});
for (const ask of [generateText, streamText]) {
  const messages = [];
  for (const content of ["Use get_weather for Paris.", "Say thank you", "Use get_weather for Rome."]) {
    messages.push({ role: "user", content });
    const answered = ask({
      model: vendor("VENDOR_MODEL"),
      messages,
      tools: { get_weather },
      stopWhen: stepCountIs(3),
      maxOutputTokens: 1024,
    });
    const result = ask === streamText ? answered : await answered;
    console.log((await result.steps).length, (await result.text).includes("sunny in a string"));
    messages.push(...(await result.response).messages);
  }
}
//> 2 true
//> 1 false
//> 2 true
//> 2 true
//> 1 false
//> 2 true
