// What is told of a slip of the language that a text is written in.

export const finding = (rule, line, values = {}) => ({
  level: "error",
  rule,
  section: "configure",
  values: { ...values, line: String(line) },
});
