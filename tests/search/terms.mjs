// node terms.mjs INDEX_MODULE: reads texts as lines of JSON, answers each with its terms.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { Index } = await import(pathToFileURL(process.argv[2]));
const index = new Index({ concepts: [], pages: [], sections: { anchor: [] } });

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(index.terms(JSON.parse(line))));
}
