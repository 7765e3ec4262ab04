import { GoogleGenAI } from "@google/genai";

const client = new GoogleGenAI({});
const parametersJsonSchema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const tools = [{ functionDeclarations: [{ name: "get_weather", parametersJsonSchema }] }];
async function answer(contents, streams) {
  const asked = { model: "VENDOR_MODEL", contents, config: { tools } };
  if (!streams) {
    return (await client.models.generateContent(asked)).candidates[0].content;
  }
  const parts = [];
  for await (const chunk of await client.models.generateContentStream(asked)) {
    parts.push(...(chunk.candidates[0].content?.parts ?? []));
  }
  return { role: "model", parts };
}
for (const streams of [false, true]) {
  const contents = [];
  for (const text of ["Use get_weather for Paris.", "Say thank you", "Use get_weather for Rome."]) {
    contents.push({ role: "user", parts: [{ text }] });
    contents.push(await answer(contents, streams));
    const calls = contents.at(-1).parts.filter((part) => part.functionCall);
    if (calls.length) {
      const response = { output: "sunny" };
      const parts = [{ functionResponse: { name: "get_weather", response } }];
      contents.push({ role: "user", parts });
      contents.push(await answer(contents, streams));
    }
    const said = contents
      .at(-1)
      .parts.map((part) => part.text ?? "")
      .join("");
    console.log(calls.length, said);
  }
}
//> 1 The tool answered: {"output": "sunny"}
//> 0 thank you
//> 1 The tool answered: {"output": "sunny"}
//> 1 The tool answered: {"output": "sunny"}
//> 0 thank you
//> 1 The tool answered: {"output": "sunny"}
