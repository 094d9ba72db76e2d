// Tells the story of a promise, or of another entry, where it is listed, as soon as somebody unfolds it.
// Without this script the fold holds a link to the page on which the story stands.

const UNFOLDED = "details[data-story][open]";
const FAILED = "Its story could not be fetched just now.";

async function tell(life) {
  const told = life.querySelector(".life__told");
  told.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(life.dataset.story, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(FAILED);
    const story = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    told.replaceChildren(...story.childNodes);
  } catch {
    // The link to its own page stays; it says what is the matter, too.
    if (!told.querySelector("[data-failed]")) {
      const failed = document.createElement("p");
      failed.className = "quiet";
      failed.dataset.failed = "";
      failed.textContent = FAILED;
      told.prepend(failed);
    }
  } finally {
    told.removeAttribute("aria-busy");
  }
}

// The event of a fold does not bubble.
document.addEventListener("toggle", ({ target }) => target.matches?.(UNFOLDED) && tell(target), true);

// A story that is unfolded stays so when the page is brought up to date (morph.js), and is then told anew.
document.addEventListener("turbo:before-morph-element", (event) => {
  if (event.target.matches(`${UNFOLDED} > .life__told`)) event.preventDefault();
});
document.addEventListener("turbo:render", () => document.querySelectorAll(UNFOLDED).forEach(tell));
