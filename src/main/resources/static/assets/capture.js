// The capture line: shows what a line means while it is typed, completes it, and records it without leaving the page.
// Without this script the same form leads through pages of its own. What is typed stays in the field and goes to the
// server in the body of a request; nothing of it is kept, here or there.

import { renew } from "./live.js";

const PAUSE = 120; // ms after the last key until the server is asked
const QUIET = 700; // ms after the last key until what was understood is said aloud
const UNDO = 10_000; // ms for which Undo is offered
const AWAY = "Rapport does not answer. Your line is still here; whether it was recorded is not known yet. Press Enter to "
  + "try again: it will not be recorded twice.";
const SIGNED_OUT = "You are signed out, so nothing was recorded. Copy your line, reload the page and sign in.";
const TOO_OLD = "Nothing was recorded: this page is too old. Copy your line and reload the page.";

/** A sentence for the person about why there is no answer. */
class NoAnswer extends Error {}

async function send(address, fields) {
  let answer;
  try {
    answer = await fetch(address, { method: "POST", body: fields, redirect: "manual" });
  } catch {
    throw new NoAnswer(AWAY);
  }
  if (answer.type === "opaqueredirect" || answer.status === 401) {
    throw new NoAnswer(SIGNED_OUT);
  }
  if (answer.status === 403) {
    throw new NoAnswer(TOO_OLD);
  }
  const html = await answer.text().catch(() => "");
  if (answer.status >= 500 || !/^\s*<div class="(seen|captured)/.test(html)) {
    throw new NoAnswer(AWAY);
  }
  return { recorded: answer.ok, html };
}

customElements.define("capture-line", class extends HTMLElement {
  #ready = false;
  #field;
  #form;
  #under;
  #done;
  #said;
  #seenText = null; // the text that what is shown was understood from, to the letter
  #ticket = 0; // only the answer to the newest request is shown
  #waiting = false;
  #recording = false;
  #active = -1;
  #pauseTimer;
  #sayTimer;
  #undoTimer;
  #before = null;

  // Runs again whenever a turn of the page carries the line over to the next one.
  connectedCallback() {
    if (!this.#ready) {
      this.#begin();
    } else {
      this.#turned();
    }
  }

  #begin() {
    this.#ready = true;
    this.#form = this.querySelector("form");
    this.#field = this.querySelector(".capture__text");
    this.#under = this.querySelector("[data-capture-under]");
    this.#done = this.querySelector("[data-capture-done]");
    this.#said = this.querySelector("[data-capture-said]");
    const field = this.#field;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-haspopup", "listbox");
    field.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
    this.#seenText = this.#state() ? field.value : null;
    field.addEventListener("input", () => this.#typed());
    // Wherever the keys that lead here were pressed, Escape leads back to it.
    field.addEventListener("focus", (event) => {
      if (event.relatedTarget && !this.contains(event.relatedTarget)) {
        this.#before = event.relatedTarget;
      }
    });
    field.addEventListener("keydown", (event) => this.#key(event));
    field.addEventListener("blur", () => this.#close());
    this.#under.addEventListener("keydown", (event) => this.#keyAmongChoices(event));
    this.#under.addEventListener("pointerdown", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) {
        event.preventDefault();
        this.#take(option);
      }
    });
    this.#form.addEventListener("submit", (event) => this.#submitted(event));
    this.#done.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#undo();
    });
  }

  #turned() {
    const example = document.getElementById("capture-context")?.dataset.example;
    if (example) {
      this.#field.placeholder = example;
    }
    // Where the name was left out, the line may mean somebody else on this page.
    queueMicrotask(() => this.#field.value.trim() && this.#look());
  }

  // --- looking -----------------------------------------------------------------------------------------------------

  #typed() {
    clearTimeout(this.#pauseTimer);
    clearTimeout(this.#sayTimer);
    this.#ticket++;
    this.#waiting = false;
    this.#clearDone();
    if (this.#field.value.trim() === "") {
      this.#show("");
      this.#seenText = null;
      return;
    }
    this.#under.toggleAttribute("data-stale", true);
    this.#pauseTimer = setTimeout(() => this.#look(), PAUSE);
  }

  /** Asks what the line means, with the answers given so far if any, and shows it. */
  async #look(answers = []) {
    clearTimeout(this.#pauseTimer);
    const text = this.#field.value;
    const ticket = ++this.#ticket;
    const fields = this.#fields();
    answers.forEach(([name, value]) => fields.set(name, value));
    this.#waiting = true;
    try {
      const { html } = await send("/capture/understand", fields);
      if (ticket === this.#ticket) {
        this.#show(html);
        this.#seenText = text;
        this.#sayTimer = setTimeout(() => this.#sayWhatIsSeen(), QUIET);
      }
    } catch (trouble) {
      if (ticket === this.#ticket) {
        this.#trouble(trouble);
      }
    } finally {
      if (ticket === this.#ticket) {
        this.#waiting = false;
      }
    }
    return ticket === this.#ticket;
  }

  // What goes along with every request: who asks, from which page, and the line.
  #fields() {
    const fields = new URLSearchParams();
    for (const input of this.#form.elements) {
      if (input.type === "hidden" && !this.contains(input)) {
        fields.set(input.name, input.value);
      }
    }
    fields.set("text", this.#field.value);
    fields.set("inline", "true");
    return fields;
  }

  #hidden() {
    return Array.from(this.#under.querySelectorAll("input[type=hidden]"), (input) => [input.name, input.value]);
  }

  #show(html) {
    this.#under.innerHTML = html;
    this.#under.toggleAttribute("data-stale", false);
    this.#active = -1;
    const field = this.#field;
    field.removeAttribute("aria-activedescendant");
    const list = this.#list();
    if (list && document.activeElement === field) {
      field.setAttribute("aria-controls", list.id);
      this.#open();
      this.#activate(0);
    } else {
      this.#close();
    }
  }

  #state() {
    return this.#under.querySelector("[data-state]")?.dataset.state ?? "";
  }

  // --- completing --------------------------------------------------------------------------------------------------

  #list() {
    return this.#under.querySelector("[role=listbox]");
  }

  #options() {
    return Array.from(this.#under.querySelectorAll("[role=option]"));
  }

  #isOpen() {
    const list = this.#list();
    return Boolean(list && !list.hidden);
  }

  #open() {
    this.#list().hidden = false;
    this.#field.setAttribute("aria-expanded", "true");
  }

  #close() {
    const list = this.#list();
    if (list) {
      list.hidden = true;
    }
    this.#active = -1;
    this.#field.setAttribute("aria-expanded", "false");
    this.#field.removeAttribute("aria-activedescendant");
  }

  #activate(at) {
    const options = this.#options();
    this.#active = (at + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.#active)));
    this.#field.setAttribute("aria-activedescendant", options[this.#active].id);
    options[this.#active].scrollIntoView({ block: "nearest" });
  }

  #take(option) {
    this.#field.value = option.dataset.text;
    this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
    this.#close();
    this.#typed();
    this.#look();
  }

  // --- keys --------------------------------------------------------------------------------------------------------

  #key(event) {
    // While an input method puts a character together, its keys are its own.
    if (event.isComposing || event.keyCode === 229) {
      return;
    }
    const active = this.#isOpen() ? this.#options()[this.#active] : undefined;
    const isFresh = this.#seenText === this.#field.value;
    const atEnd = this.#field.selectionStart === this.#field.value.length
      && this.#field.selectionEnd === this.#field.value.length;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const take = () => {
      event.preventDefault();
      this.#take(active);
    };
    switch (event.key) {
      case "Enter":
        event.preventDefault();
        if (active && isFresh) {
          this.#take(active);
        } else {
          this.#enter();
        }
        break;
      case "Tab":
        if (active && plain && isFresh) {
          take();
        }
        break;
      case "ArrowRight":
        if (active && plain && isFresh && atEnd) {
          take();
        }
        break;
      case "ArrowDown":
      case "ArrowUp":
        this.#arrow(event, event.key === "ArrowDown" ? 1 : -1);
        break;
      case "Escape":
        event.preventDefault();
        if (this.#isOpen()) {
          this.#close();
        } else if (this.#done.hasChildNodes()) {
          this.#clearDone();
        } else {
          this.#leave();
        }
        break;
      case "z":
        if ((event.ctrlKey || event.metaKey) && !event.shiftKey && this.#field.value === "" && this.#undoForm()) {
          event.preventDefault();
          this.#undo();
        }
        break;
      default:
    }
  }

  #arrow(event, by) {
    if (this.#isOpen()) {
      event.preventDefault();
      this.#activate(this.#active + by);
    } else if (by > 0 && this.#choices().length > 0) {
      event.preventDefault();
      this.#choices()[0].focus();
    } else if (by > 0 && this.#list()) {
      event.preventDefault();
      this.#open();
      this.#activate(0);
    } else if (by > 0 && this.#field.value === "") {
      event.preventDefault();
      this.#look();
    }
  }

  #leave() {
    const back = this.#before;
    this.#before = null;
    if (back?.isConnected && back !== document.body) {
      back.focus();
    } else {
      this.#field.blur();
    }
  }

  #choices() {
    return Array.from(this.#under.querySelectorAll(".seen__choice"));
  }

  #keyAmongChoices(event) {
    const choices = this.#choices();
    const at = choices.indexOf(document.activeElement);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) {
      if (event.key === "Escape") {
        this.#field.focus();
      }
      return;
    }
    const go = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    const named = choices.find((choice) => choice.dataset.key !== "" && choice.dataset.key === event.key);
    if (go !== undefined) {
      event.preventDefault();
      choices.at(go % choices.length).focus();
    } else if (named) {
      event.preventDefault();
      this.#answer(named);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.#field.focus();
    }
  }

  // --- going on ----------------------------------------------------------------------------------------------------

  #submitted(event) {
    event.preventDefault();
    const by = event.submitter;
    if (by?.name === "shown") {
      this.#enter();
    } else if (by && this.#under.contains(by)) {
      this.#answer(by);
    } else {
      this.#enter();
    }
  }

  // Only what was shown is recorded, and only if it was understood from just this text.
  #enter() {
    if (this.#recording || this.#waiting || this.#field.value.trim() === "") {
      return;
    }
    if (this.#seenText !== this.#field.value) {
      this.#look();
      return;
    }
    switch (this.#state()) {
      case "understood":
        this.#record();
        break;
      case "asked":
        this.#choices()[0]?.focus();
        break;
      default:
        this.#sayWhatIsSeen();
    }
  }

  async #answer(button) {
    if (this.#waiting || this.#seenText !== this.#field.value) {
      return;
    }
    const answers = this.#hidden();
    const day = this.#under.querySelector("input[type=date]");
    if (button.name) {
      answers.push([button.name, button.value]);
    } else if (day?.value) {
      answers.push([day.name, day.value]);
    } else {
      day?.focus();
      return;
    }
    if (await this.#look(answers)) {
      (this.#choices()[0] ?? this.#field).focus();
      this.#sayWhatIsSeen();
    }
  }

  async #record() {
    const fields = this.#fields();
    this.#hidden().forEach(([name, value]) => fields.set(name, value));
    fields.set("shown", this.#under.querySelector("button[name=shown]").value);
    this.#recording = true;
    this.#field.readOnly = true;
    try {
      const { recorded, html } = await send("/capture/record", fields);
      if (recorded) {
        this.#field.value = "";
        this.#show("");
        this.#seenText = null;
        this.#tell(html);
        renew();
      } else {
        this.#show(html);
        this.#seenText = this.#field.value;
        this.#sayWhatIsSeen();
      }
    } catch (trouble) {
      this.#trouble(trouble);
    } finally {
      this.#recording = false;
      this.#field.readOnly = false;
      this.#field.focus();
    }
  }

  #trouble(trouble) {
    if (!(trouble instanceof NoAnswer)) {
      throw trouble;
    }
    let place = this.#under.querySelector("[data-away]");
    if (!place) {
      place = document.createElement("p");
      place.className = "notice notice--refused";
      place.dataset.away = "";
      this.#under.prepend(place);
    }
    place.textContent = trouble.message;
    this.#say(trouble.message);
  }

  // --- taking back -------------------------------------------------------------------------------------------------

  #tell(html) {
    clearTimeout(this.#undoTimer);
    this.#done.innerHTML = html;
    this.#say(this.#done.querySelector("[data-sentence]").textContent
      + (this.#undoForm() ? " To take it back, press Control and Z within ten seconds." : ""));
    this.#undoTimer = setTimeout(() => this.#withdrawUndo(), UNDO);
  }

  // Not from under the hand of whoever is about to press it.
  #withdrawUndo() {
    if (this.#done.matches(":hover, :focus-within")) {
      this.#undoTimer = setTimeout(() => this.#withdrawUndo(), 1_000);
    } else {
      this.#clearDone();
    }
  }

  #clearDone() {
    clearTimeout(this.#undoTimer);
    this.#done.replaceChildren();
  }

  #undoForm() {
    return this.#done.querySelector("[data-undo] form");
  }

  async #undo() {
    const form = this.#undoForm();
    if (!form || this.#recording) {
      return;
    }
    this.#recording = true;
    clearTimeout(this.#undoTimer);
    const fields = new URLSearchParams(new FormData(form));
    fields.set("inline", "true");
    try {
      const { html } = await send("/capture/undo", fields);
      this.#tell(html);
      renew();
    } catch (trouble) {
      this.#trouble(trouble);
    } finally {
      this.#recording = false;
      this.#field.focus();
    }
  }

  // --- saying ------------------------------------------------------------------------------------------------------

  #sayWhatIsSeen() {
    clearTimeout(this.#sayTimer);
    const parts = this.#under.querySelectorAll("[data-trouble], [data-sentence], [data-note]");
    const hint = { understood: " Press Enter to record it.", asked: " Press Enter to choose." }[this.#state()] ?? "";
    this.#say(Array.from(parts, (part) => part.textContent).join(" ") + hint);
  }

  #say(sentence) {
    this.#said.textContent = sentence;
  }
});
