// Whose file it is: the tool with a guide, or the name of another one.

export function owner(file, { client, facts }) {
  const ids = [file.client ?? []].flat();
  return client && ids.includes(client.id) ? client : facts.clients.find(({ id }) => id === ids[0]);
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
