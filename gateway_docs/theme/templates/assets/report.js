// "Report a mistake" takes the section that is read along; the Contact section puts it into the messages it begins.

const link = document.querySelector("[data-gateway-report]");
const section = () =>
  [...document.querySelectorAll("article :is(h2, h3)[id]")]
    .filter((heading) => heading.getBoundingClientRect().top < innerHeight / 2)
    .pop()?.id;

link?.addEventListener("click", () => {
  const target = new URL(link.href),
    page = new URL(target.searchParams.get("about"), location.origin);
  page.hash = section() ?? "";
  target.searchParams.set("about", page.pathname + page.hash);
  link.href = target.href;
});

const about = new URLSearchParams(location.search).get("about");
if (about && link) {
  for (const contact of document.querySelectorAll("article a[href^='mailto:']")) {
    contact.href = `${contact.href.split("?")[0]}?subject=${encodeURIComponent(`${link.dataset.subject} ${about.slice(0, 200)}`)}`;
  }
}
