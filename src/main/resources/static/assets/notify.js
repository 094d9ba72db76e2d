// Notifies when a brief has arrived while a page is open, once for all pages; and asks the browser for leave where somebody
// switches it on. What it says is on the page already: whom, when, how much. Nothing that anybody wrote.

import { visit } from "./turbo.es2017-esm.js";

const told = new Set();

async function tell(arrival) {
  const { arrived, title, body } = arrival.dataset;
  if (told.has(arrived)) {
    return;
  }
  told.add(arrived);
  const form = arrival.querySelector("form");
  const address = arrival.querySelector("a").href;
  try {
    // The first page to say so is the one that shows it; the others find that it was shown.
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (answer.status !== 204) {
      return;
    }
    // Pages that are open side by side show one between them.
    const notice = new Notification(title, { body, tag: arrived });
    notice.addEventListener("click", () => {
      window.focus();
      visit(address);
      notice.close();
    });
  } catch {
    // Some browsers let only installed ones notify; the line on the page is there all the same.
  }
}

function look() {
  if ("Notification" in window && Notification.permission === "granted") {
    document.querySelectorAll("[data-arrived][data-notify]").forEach(tell);
  }
}

document.addEventListener("turbo:load", look);
document.addEventListener("turbo:render", look);

const STATES = {
  granted: "This browser may notify you.",
  denied: "This browser was told not to let Rapport notify you; you can change that in its settings for this address.",
  default: "This browser has not been asked yet.",
};

customElements.define("desktop-notices", class extends HTMLElement {
  connectedCallback() {
    queueMicrotask(() => this.#show());
    this.addEventListener("click", async (event) => {
      if (event.target.closest("[data-ask]")) {
        await Notification.requestPermission();
        this.#show();
        look();
      }
    });
  }

  #show() {
    const state = "Notification" in window ? Notification.permission : null;
    this.querySelector("[data-state]").textContent = STATES[state] ?? "This browser cannot notify.";
    this.querySelector("[data-ask]").hidden = state !== "default";
  }
});
