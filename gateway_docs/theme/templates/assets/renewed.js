// True, and the page is loaded again at what `address` returns, when the server has another release than this page is of.
export async function renewed(address = withQuery) {
  const { release } = document.documentElement.dataset;
  if (!release) return false; // the server of somebody who writes
  try {
    const { renew } = await import(new URL("renew.js", __md_scope));
    return await renew(address);
  } catch {
    return false; // no network
  }
}

function withQuery() {
  const address = new URL(location.href);
  const { value } = document.getElementById("gateway-search-input");
  if (value) address.searchParams.set("q", value);
  return address;
}
