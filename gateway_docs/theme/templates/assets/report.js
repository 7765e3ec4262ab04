// "Report a mistake" takes the section that is read along; the Contact section puts it into the messages it begins.
const link = document.querySelector("[data-gateway-report]");
const { search } = link ?? {};
link?.addEventListener("click", () => {
  const headings = [...document.querySelectorAll("article :is(h2, h3)[id]")];
  const section = headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 2);
  if (section) link.search = `${search}%23${encodeURIComponent(section.id)}`;
});

const about = new URLSearchParams(location.search).get("about");
if (about && link) {
  const subject = encodeURIComponent(`${link.dataset.subject} ${about.slice(0, 200)}`);
  for (const contact of document.querySelectorAll("article a[href^='mailto:']")) contact.search = `subject=${subject}`;
}
