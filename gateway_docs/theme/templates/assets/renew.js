// At the site's root, always the server's newest: a tab may be of an older release than what the server has now.

// True when it is. Its page is then loaded again, once, at the address that
// `address` returns by then, which holds what the reader chose.
export async function renew(address = withQuery) {
  const { release } = document.documentElement.dataset;
  if (!release) return false; // the server of somebody who writes
  const answer = await fetch(new URL("version.json", import.meta.url), { cache: "no-cache" });
  const { release: now } = await answer.json();
  if (!now || now === release) return false;
  // Loaded again without avail: something between here and the server keeps old pages.
  if (sessionStorage.getItem("renewed") === release) return true;
  sessionStorage.setItem("renewed", release);
  history.replaceState(history.state, "", address());
  location.reload();
  return true;
}

function withQuery() {
  const address = new URL(location.href);
  const query = document.getElementById("gateway-search-input")?.value;
  if (query) address.searchParams.set("q", keyless(query));
  return address;
}
