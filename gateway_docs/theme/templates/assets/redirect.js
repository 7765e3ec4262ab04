// An old address leads on, with the reader's query and section. Without scripts a <meta> leads on.
const target = new URL(document.querySelector("a").href);
target.search = location.search;
target.hash = location.hash || target.hash;
location.replace(target);
