// Marks the section that is being read in the list of the page's sections. Only who scrolls asks where they are.
const links = [...document.querySelectorAll(".md-sidebar--secondary [data-md-component=toc] a")];
const sections = links.map(({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1))));
const mark = () => {
  const read = sections.findLastIndex((section) => section?.getBoundingClientRect().top < 0.3 * innerHeight);
  for (const [at, link] of links.entries()) {
    link.classList.toggle("md-nav__link--active", at === read);
    link.ariaCurrent = at === read ? "true" : null;
  }
};
const observer = new IntersectionObserver(mark, { rootMargin: "100000px 0px -70% 0px" });
for (const section of sections) if (section) observer.observe(section);
