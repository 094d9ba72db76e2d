// Everything by keyboard: through the items of a page, their acts by letter, from page to page. Single letters act only
// where nobody is typing, and not at all where somebody has switched them off.

import { visit } from "./turbo.es2017-esm.js";
import { focus, isSending, items } from "./morph.js";

/** The one thing that is kept in the browser: whether single letters act. */
const SWITCH = "rapport.single-letters";
const PREFIX_LASTS = 1_500;

/** Letters that come so soon after an act were meant for what has just gone. */
const CALM = 700;

const PLACES = { t: "/", m: "/promises-to-me", p: "/people", s: "/settings" };

let prefix = 0;
let calmUntil = 0;

// --- the switch ------------------------------------------------------------------------------------------------------

function isOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

function show() {
  document.documentElement.toggleAttribute("data-letters", isOn());
  for (const box of document.querySelectorAll("[data-letters-switch]")) {
    box.closest("[hidden]")?.removeAttribute("hidden");
    box.checked = isOn();
  }
}

document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-letters-switch]")) {
    try {
      localStorage.setItem(SWITCH, event.target.checked ? "on" : "off");
    } catch {
      // A browser that keeps nothing has them on.
    }
    show();
  }
});

// --- the current item ------------------------------------------------------------------------------------------------

const marked = () => document.querySelector("main [data-current]");

/** The item that the focus is in, or the one that was moved to. */
function reached() {
  const focused = document.activeElement?.closest?.("[data-item]");
  return focused ?? items().find((item) => item === marked()) ?? null;
}

/** The same, or the only one of a page. */
function current() {
  const all = items();
  return reached() ?? (all.length === 1 ? all[0] : null);
}

function mark(item) {
  if (marked() !== item) {
    marked()?.removeAttribute("data-current");
    item?.setAttribute("data-current", "");
  }
}

function move(by) {
  const all = items();
  const at = all.indexOf(reached());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  if (next) {
    mark(next);
    focus(next);
  }
}

/** True while a button of the mouse is down: letters that came up now would move what is being pressed from under it. */
let pressing = false;

function markFocused() {
  const item = document.activeElement?.closest?.("[data-item]");
  if (item && !pressing) {
    mark(item);
  }
}

document.addEventListener("focusin", markFocused);
document.addEventListener("pointerdown", () => (pressing = true), { capture: true });
for (const type of ["pointerup", "pointercancel", "dragend"]) {
  document.addEventListener(type, () => setTimeout(() => {
    pressing = false;
    markFocused();
  }), { capture: true });
}

// --- acts ------------------------------------------------------------------------------------------------------------

function act(letter) {
  const item = current();
  const found = item?.querySelector(`[data-key="${CSS.escape(letter)}"]`);
  if (!found) {
    return false;
  }
  mark(item);
  for (let fold = found.closest("details.more"); fold; fold = fold.parentElement.closest("details.more")) {
    fold.open = true;
  }
  if (found.matches("summary")) {
    found.parentElement.open = true;
    const fields = "input:not([type=hidden]), textarea, select";
    (found.parentElement.querySelector(fields) ?? found).focus();
  } else {
    calmUntil = Date.now() + CALM;
    found.click();
  }
  return true;
}

function open() {
  const link = current()?.querySelector(".item__words a[href]");
  link?.click();
  return Boolean(link);
}

function capture() {
  const line = document.querySelector("[data-capture] :is(input:not([type=hidden]), textarea)");
  line?.focus();
  line?.select?.();
  return Boolean(line);
}

/** Closes what the focus is in, and goes back to where it was opened. */
function close() {
  const fold = document.activeElement?.closest?.("details[open]");
  if (fold) {
    fold.open = false;
    fold.querySelector("summary").focus();
    return true;
  }
  if (isTyping(document.activeElement)) {
    document.activeElement.blur();
    focus(current() ?? document.getElementById("main"));
    return true;
  }
  return false;
}

function help() {
  const dialog = document.getElementById("help");
  if (!dialog) {
    return false;
  }
  dialog.showModal();
  return true;
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-help]") && help()) {
    event.preventDefault();
  } else if (event.target.id === "help") {
    // Beside the dialog, on what lies behind it.
    event.target.close();
  }
});

// --- keys ------------------------------------------------------------------------------------------------------------

const isTyping = (element) =>
  element?.matches?.("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])")
  || element?.isContentEditable;

const isInDialog = () => document.querySelector("dialog[open]") !== null;

function letter(key) {
  if (prefix && Date.now() - prefix < PREFIX_LASTS) {
    prefix = 0;
    if (Object.hasOwn(PLACES, key)) {
      visit(PLACES[key]);
      return true;
    }
  }
  switch (key) {
    case "j":
      move(1);
      return true;
    case "k":
      move(-1);
      return true;
    case "g":
      prefix = Date.now();
      return true;
    case "o":
      return open();
    case "/":
      return capture();
    case "?":
      return help();
    default:
      return Date.now() > calmUntil && !isSending() && act(key);
  }
}

function isHandled(event) {
  const { key, target } = event;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key.toLowerCase() === "k") {
    return !isInDialog() && capture();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isInDialog()) {
    return false;
  }
  if (key === "Escape") {
    return close();
  }
  if (isTyping(target)) {
    return false;
  }
  if (target.matches?.("[data-item]")) {
    switch (key) {
      case "Enter":
        return open();
      case "ArrowDown":
        move(1);
        return true;
      case "ArrowUp":
        move(-1);
        return true;
      default:
    }
  }
  const mayRepeat = key === "j" || key === "k";
  return key.length === 1 && isOn() && (mayRepeat || !event.repeat) && letter(key.toLowerCase());
}

document.addEventListener("keydown", (event) => {
  if (!event.defaultPrevented && isHandled(event)) {
    event.preventDefault();
  }
});

// What came with another page does not know of the switch yet; nor does what was done just now fit a letter pressed twice.
document.addEventListener("turbo:render", () => {
  calmUntil = Math.max(calmUntil, Date.now() + (marked() ? CALM : 0));
  show();
});
show();
