import { renewed } from "./renewed.js";

/** True, and the page is loaded again with its query, when what could not be fetched was of an older release. */
export function outdated() {
  return renewed(() => {
    const address = new URL(location.href);
    const { value } = document.getElementById("gateway-search-input");
    if (value) address.searchParams.set("q", value);
    return address;
  });
}
