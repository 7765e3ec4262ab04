// Inlined in the head: the reader's choice of light or dark holds before anything is painted.
try {
  const scheme = localStorage.getItem("scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {}
document.documentElement.classList.add("js");
