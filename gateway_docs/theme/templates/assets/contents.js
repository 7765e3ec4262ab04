// Marks the section that is being read in the list of the page's sections.
export function follow() {
  const list = document.querySelector(".md-sidebar--secondary [data-md-component=toc]");
  if (!list) return;
  const links = new Map([...list.querySelectorAll("a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const sections = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const above = new Set();
  const mark = () => {
    const current = sections.findLast((section) => above.has(section));
    for (const [id, link] of links) {
      link.classList.toggle("md-nav__link--active", id === current?.id);
      if (id === current?.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, boundingClientRect, rootBounds } of entries) {
        if (boundingClientRect.top < (rootBounds?.bottom ?? 0)) above.add(target);
        else above.delete(target);
      }
      mark();
    },
    { rootMargin: "100000px 0px -70% 0px" },
  );
  for (const section of sections) observer.observe(section);
}
