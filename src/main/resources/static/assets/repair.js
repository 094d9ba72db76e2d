// Asks the questions of a repair one at a time, keeps what was already written in sight, and shows hints while writing.
// Without this script the same form stands there as a whole. Nothing is kept anywhere but in the form itself.

const PAUSE = 400;

class RepairWalk extends HTMLElement {
  #at = 0;
  #asking = null;
  #pause = 0;
  #ends = null;

  connectedCallback() {
    this.#ends = new AbortController();
    const listen = (to, type, does) => to.addEventListener(type, does, { signal: this.#ends.signal });
    listen(this, "click", (event) => this.#clicked(event));
    listen(this, "keydown", (event) => this.#pressed(event));
    listen(this, "input", (event) => this.#typed(event));
    listen(this, "submit", (event) => this.#submitted(event));
    // Whoever unfolds it wants to begin.
    const fold = this.closest("details");
    if (fold) listen(fold, "toggle", () => fold.open && !this.contains(document.activeElement) && this.#focus());
    // What somebody is writing stays when the page is brought up to date (morph.js); what was made anew begins anew.
    listen(document, "turbo:render", () => {
      if (this.querySelector("[data-ask]:not([hidden])")) this.#begin();
    });
    // Whoever puts it into a page may fill it only afterwards.
    queueMicrotask(() => this.isConnected && this.#begin());
  }

  disconnectedCallback() {
    this.#ends.abort();
    this.#asking?.abort();
    clearTimeout(this.#pause);
  }

  get #form() {
    return this.querySelector("form");
  }

  get #questions() {
    return [...this.querySelectorAll("[data-question]")];
  }

  #field(question) {
    return question.querySelector("textarea, input");
  }

  // Where something is wrong comes first, then what is still open, then the look at the whole.
  #begin() {
    const fields = this.#questions.map((question) => this.#field(question));
    const wrong = fields.findIndex((field) => field.getAttribute("aria-invalid") === "true");
    const open = fields.findIndex((field) => !field.value.trim());
    this.#show(wrong >= 0 ? wrong : open >= 0 ? open : fields.length);
    if (wrong >= 0 && this.offsetParent) fields[wrong].focus();
    if (fields.some((field) => field.value.trim())) this.#askSoon(0);
  }

  #show(at) {
    const questions = this.#questions;
    const last = at === questions.length;
    this.#at = at;
    questions.forEach((question, index) => (question.hidden = index !== at));
    const part = (name) => this.querySelector(`[data-${name}]`);
    part("look").hidden = !last;
    part("back").hidden = at === 0;
    part("on").hidden = last;
    part("on").textContent = at === questions.length - 1 ? "Look at the whole" : "Next";
    part("offer").hidden = !last;
    part("ask").hidden = true;
    // A day is no matter of words; what there is to say about them is said again at the look at the whole.
    part("found").hidden = !last && this.#field(questions[at]).type === "date";
    this.#showWritten(questions.slice(0, at));
  }

  #showWritten(questions) {
    const written = this.querySelector("[data-written]");
    written.hidden = questions.length === 0;
    written.replaceChildren(
      ...questions.map((question, index) => {
        const field = this.#field(question);
        const asked = document.createElement("dt");
        asked.textContent = question.querySelector("label").textContent;
        const answer = document.createElement("dd");
        answer.textContent = field.type === "date" ? spoken(field.value) : field.value;
        const again = document.createElement("button");
        again.type = "button";
        again.className = "repair__again";
        again.dataset.again = index;
        again.textContent = "Change";
        again.setAttribute("aria-label", `Change: ${asked.textContent}`);
        const group = document.createElement("div");
        group.append(asked, answer, again);
        return group;
      }),
    );
  }

  #goTo(at) {
    this.#show(at);
    this.#focus();
  }

  #focus() {
    const question = this.#questions[this.#at];
    (question ? this.#field(question) : this.querySelector("[data-look]")).focus();
  }

  #goOn() {
    const field = this.#field(this.#questions[this.#at]);
    const empty = field.type !== "date" && !field.value.trim();
    field.setCustomValidity(empty ? "Please write something here first." : "");
    if (field.reportValidity()) this.#goTo(this.#at + 1);
  }

  #clicked(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if ("on" in button.dataset) this.#goOn();
    if ("back" in button.dataset) this.#goTo(this.#at - 1);
    if ("again" in button.dataset) this.#goTo(Number(button.dataset.again));
  }

  #pressed(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.#at < this.#questions.length) {
      event.preventDefault();
      this.#goOn();
    }
  }

  #typed(event) {
    event.target.setCustomValidity("");
    this.#askSoon(PAUSE);
  }

  // Enter in a field sends a form; here it goes on, and only the look at the whole is sent.
  #submitted(event) {
    if (this.#at < this.#questions.length) {
      event.preventDefault();
      this.#goOn();
    }
  }

  #askSoon(pause) {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#ask(), pause);
  }

  async #ask() {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    const body = new URLSearchParams();
    for (const name of ["_csrf", "owned", "change"]) body.set(name, this.#form.elements.namedItem(name).value);
    try {
      const answer = await fetch(this.dataset.hints, { method: "POST", body, signal: asking.signal });
      if (!answer.ok || answer.redirected) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").body;
      if (asking === this.#asking) this.#tell(found);
    } catch {
      // A hint that does not come holds nobody back.
    }
  }

  // Said again only where it is something else than before.
  #tell(found) {
    const place = this.querySelector("[data-found]");
    if (place.textContent.trim() !== found.textContent.trim()) place.replaceChildren(...found.childNodes);
  }
}

function spoken(date) {
  const [year, month, day] = date.split("-").map(Number);
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  return new Intl.DateTimeFormat("en-GB", options).format(new Date(year, month - 1, day)).replaceAll(",", "");
}

customElements.define("repair-walk", RepairWalk);
