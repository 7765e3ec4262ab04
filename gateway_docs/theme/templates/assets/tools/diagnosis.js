// What doctor.py printed: below each finding stands a line that is nothing but a link to the section that explains it.

const LONGEST = 300;
const LINK = /^[ \t>]*https?:\/\/[^\s/]+\/\S*?(?:clients\/([\w-]+)\/|[\w-]+\/)#([\w-]+)[ \t]*$/;

// The sections that a report of doctor.py names, in its order.
export function diagnosed(text, { facts }) {
  const links = text.split("\n").map((line) => line.length < LONGEST && LINK.exec(line.trimEnd()));
  const found = links
    .filter((link) => link && (!link[1] || facts.clients.some(({ id }) => id === link[1])))
    .map(([, client, section]) => ({
      level: "error",
      rule: "error_section",
      section,
      values: {},
      ...(client && { client }),
    }));
  const same = (one) => (other) => other.section === one.section && other.client === one.client;
  return found.filter((one, i) => found.findIndex(same(one)) === i);
}
