// "Report a mistake" takes the section that is read along; the Contact section puts it into the messages it begins.

const link = document.querySelector("[data-gateway-report]");
const section = () =>
  [...document.querySelectorAll("article :is(h2, h3)[id]")]
    .filter((heading) => heading.getBoundingClientRect().top < innerHeight / 2)
    .pop()?.id;

const { search } = link ?? {};

link?.addEventListener("click", () => {
  const id = section();
  if (id) link.search = `${search}%23${encodeURIComponent(id)}`;
});

const about = new URLSearchParams(location.search).get("about");
if (about && link) {
  const subject = encodeURIComponent(`${link.dataset.subject} ${about.slice(0, 200)}`);
  for (const contact of document.querySelectorAll("article a[href^='mailto:']")) contact.search = `subject=${subject}`;
}
