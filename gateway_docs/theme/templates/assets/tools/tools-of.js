// Whose file it is: the tool with a guide, or the name of another one.

export function owner(file, { client, facts, text = "" }) {
  const ids = [file.client ?? []].flat();
  // Of tools that share a form, the one that the text names.
  const named = ids.find((id) => text.includes(id.split("-")[0])) ?? ids[0];
  return client && ids.includes(client.id) ? client : facts.clients.find(({ id }) => id === named);
}

export function guided(found, file, about) {
  const tool = owner(file, about);
  const told = { client: tool?.name ?? file.name };
  return found.map(({ values: { line, ...values }, ...one }) => ({
    ...one,
    ...(tool ? { client: tool.id } : { section: "clients" }),
    values: { ...values, ...(line ? { line: String(line) } : {}), ...told },
  }));
}
