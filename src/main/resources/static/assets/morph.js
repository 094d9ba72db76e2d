// What a page keeps while it is made anew in place: what somebody is typing, what they have opened, the item they are at.
// A form that was just sent is taken as the server answers it, and everything else that is half-typed stays.

/** How long a confirmation stays although the page was made anew: as long as it takes to read, and to undo. */
const READ = 12_000;

const CHANGED = "This has just changed. Look at it above before you send this.";
const GONE = "This is no longer open: it was answered or closed meanwhile. What you wrote is still here; copy what you need.";

/** Whether the page that comes is the one that is shown; set for each rendering. */
let keeping = false;

/** The form that was sent last, until its answer is shown. */
let sent = null;
let refused = false;

/** Where on the page it was sent from. */
let sentFrom = null;

/** True while the page is made anew because something changed, whatever it is called by now. */
let refreshing = false;

let doneSince = 0;

/** The forms that must be there when the page has been made anew. */
let held = [];

/** Those of them that are in sight. */
let seen = [];

/** The field that somebody is at, and where in it. */
let caret = null;

const caretIn = (field) => ({ field, from: field.selectionStart, to: field.selectionEnd });

export function refreshBegins() {
  refreshing = true;
}

export function refreshEnds() {
  refreshing = false;
}

/** True while a form is on its way, up to the moment its answer is shown. */
export const isSending = () => sent !== null;

/** Everything on a page that keys move through. */
export const items = () => [...document.querySelectorAll("main [data-item]")].filter((one) => one.checkVisibility());

const textOf = (root, selector) => root.querySelector(selector)?.textContent.trim() ?? "";

const isSamePage = (shown, next) =>
  textOf(shown, ".bar__viewer") === textOf(next, ".bar__viewer")
  && (refreshing || textOf(shown, "h1") === textOf(next, "h1"));

const isChanged = (field) => {
  if (field.type === "hidden" || field instanceof HTMLButtonElement) {
    return false;
  }
  if (field instanceof HTMLSelectElement) {
    const chosen = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(chosen, 0);
  }
  return field.type === "checkbox" || field.type === "radio"
    ? field.checked !== field.defaultChecked
    : "defaultValue" in field && field.value !== field.defaultValue;
};

const isField = (element) => element?.matches?.("input, textarea, select") ?? false;

/** True if a form holds something that is not to be lost. */
const isHeld = (form) =>
  form !== sent
  && ([...form.elements].some(isChanged) || (isField(document.activeElement) && form.contains(document.activeElement)));

const heldIn = (element) =>
  (element instanceof HTMLFormElement ? [element] : [...element.querySelectorAll("form")]).filter(isHeld);

/** Says something at the head of a form, once; to be seen and to be heard. */
export function note(form, sentence) {
  const place = form.querySelector("[data-live-note]") ?? document.createElement("p");
  if (place.textContent !== sentence) {
    place.className = "notice notice--refused";
    place.setAttribute("role", "alert");
    place.toggleAttribute("data-live-note", true);
    place.textContent = sentence;
    form.prepend(place);
  }
}

/** All that an item says, but for its acts. */
const said = (item) =>
  [...item.querySelectorAll(".item__words, .item__facts, .item__change, .item__next, .promise__words, .promise__state")]
    .map((part) => part.textContent.replace(/\s+/g, " ").trim())
    .join("\n");

// The token against forged forms is another one after somebody has signed in again.
function renewToken(form, next) {
  const fresh = next.querySelector?.("input[name=_csrf]");
  const token = form.querySelector("input[name=_csrf]");
  if (fresh && token) {
    token.value = fresh.value;
  }
}

// Morphing tells elements apart by their ids, and takes those without one for each other. So each part of a page gets a name
// by what it is: its heading, or the form that it folds.
function nameParts(body) {
  const names = new Map();
  for (const part of body.querySelectorAll("main > *, main > article > *, .acts, details.act")) {
    if (part.hasAttribute("id") && !part.hasAttribute("data-named")) {
      continue;
    }
    const what = part.matches(".acts")
      ? `${part.closest("[data-item], main > *")?.getAttribute("id")} ${part.closest(".absent") !== null}`
      : part.matches(".act")
        ? part.querySelector("form[id]")?.getAttribute("id")
        : part.querySelector(":scope > h2, :scope > h3, :scope > summary")?.textContent.trim();
    const name = `part ${part.localName} ${part.classList[0] ?? ""} ${what ?? ""}`;
    names.set(name, (names.get(name) ?? 0) + 1);
    part.setAttribute("data-named", "");
    part.setAttribute("id", `${name} ${names.get(name)}`.replace(/[^\p{L}\p{N}]+/gu, "-"));
  }
}

document.addEventListener("turbo:before-render", (event) => {
  const { renderMethod, newBody } = event.detail;
  keeping = renderMethod === "morph" && isSamePage(document.body, newBody);
  held = keeping ? [...document.forms].filter(isHeld) : [];
  seen = held.filter((form) => form.checkVisibility());
  caret = keeping && isField(document.activeElement) ? caretIn(document.activeElement) : null;
  if (keeping) {
    nameParts(document.body);
    nameParts(newBody);
  }
  if (renderMethod === "morph" && !keeping) {
    event.detail.render = (shown, next) => shown.replaceWith(next);
  }
});

document.addEventListener("turbo:before-morph-element", (event) => {
  const { currentElement: now, newElement: next } = event.detail;
  if (!keeping || !(now instanceof Element)) {
    return;
  }
  if (now.hasAttribute("data-live-keep")) {
    event.preventDefault();
  } else if (!next) {
    const held = heldIn(now);
    held.forEach((form) => note(form, GONE));
    const unread = refreshing && now.matches(".notice--done") && Date.now() - doneSince < READ;
    if (held.length > 0 || unread) {
      event.preventDefault();
    }
  } else if (now instanceof HTMLFormElement) {
    if (isHeld(now)) {
      renewToken(now, next);
      event.preventDefault();
    }
  } else if (now.hasAttribute("data-item") && said(now) !== said(next)) {
    heldIn(now).forEach((form) => note(form, CHANGED));
  }
});

document.addEventListener("turbo:before-morph-attribute", (event) => {
  const { target } = event;
  const { attributeName } = event.detail;
  const isOpen = attributeName === "open" && target.matches("details, dialog");
  if (keeping && (attributeName === "data-current" || (isOpen && !(sent && target.contains(sent))))) {
    event.preventDefault();
  }
});

// --- a form that is sent -----------------------------------------------------------------------------------------------

document.addEventListener("turbo:submit-start", (event) => {
  sent = event.target;
  refused = false;
  sent.querySelector("[data-live-note]")?.remove();
  const item = sent.closest("[data-item]");
  sentFrom = { id: item?.id, at: items().indexOf(item), again: sent.closest("[data-again]") ? sent.getAttribute("id") : null };
});

document.addEventListener("turbo:submit-end", (event) => {
  refused = event.detail.success === false;
  if (event.detail.success === undefined || !event.detail.fetchResponse?.isHTML) {
    sent = null;
  }
});

/** Moves the focus to an element that is none to tab to. */
export function focus(element) {
  if (element) {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  }
}

const hasNoFocus = () => !document.activeElement || document.activeElement === document.body;

/** Where the next one of several is written that are recorded one after the other. */
const again = () => sentFrom?.again ? document.getElementById(sentFrom.again)?.querySelector("textarea") : null;

// After what was done the focus is at the same item, or at the one that has taken its place.
function findFocus() {
  if (refused) {
    focus(document.querySelector("main [autofocus]"));
  } else if (again()) {
    focus(again());
  } else if (hasNoFocus() || !document.activeElement.checkVisibility()) {
    const left = items();
    const next = sentFrom?.at >= 0
      ? left.find((item) => item.id === sentFrom.id) ?? left[Math.min(sentFrom.at, left.length - 1)]
      : null;
    focus(next ?? document.querySelector(".notice--done"));
  }
}

/** Has those hear what was done who do not see it; a region that comes with its words is often not read out. */
function announce() {
  const done = document.querySelector(".notice--done");
  const place = document.getElementById("said");
  if (place) {
    place.textContent = done?.textContent ?? "";
  }
}

/** What somebody writes in stays in sight, wherever it has been moved to. */
function unfold(form) {
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
}

/** Brings back what has gone all the same, such as with the last item of its kind. */
function bringBack(form) {
  const again = document.getElementById(form.getAttribute("id"));
  if (again) {
    again.replaceWith(form);
  } else {
    document.getElementById("main").prepend(form);
    note(form, GONE);
  }
}

document.addEventListener("turbo:render", () => {
  keeping = false;
  held.filter((form) => !form.isConnected).forEach(bringBack);
  seen.forEach(unfold);
  held = [];
  if (caret && hasNoFocus() && caret.field.isConnected) {
    caret.field.focus({ preventScroll: true });
    if (caret.from !== null) {
      caret.field.setSelectionRange(caret.from, caret.to);
    }
  }
  caret = null;
  if (!refreshing) {
    doneSince = Date.now();
    announce();
    findFocus();
  }
  if (hasNoFocus()) {
    document.getElementById("main")?.focus({ preventScroll: true });
  }
  sent = null;
  sentFrom = null;
  refused = false;
});
