// Keeps a page that lies open up to date. The server says which version of things there is; a page that is older is asked
// for again and takes in what is different. Says when the connection is lost, and goes on by itself when it is back.

import { navigator as turbo, session, visit } from "./turbo.es2017-esm.js";
import { isSending, note, refreshBegins, refreshEnds } from "./morph.js";

const SHOW_AFTER = 2_000;
const RETRY_AT_MOST = 8_000;
const SIGNED_OUT_RETRY = 15_000;
const FULL_RETRY = 30_000;

/** The server speaks every fifteen seconds; who hears nothing for so long has a connection that only seems to be one. */
const SILENCE = 40_000;

/** A window that nobody sees needs no stream; but one often looks away for a moment only. */
const HIDDEN_FOR = 5_000;
const BETWEEN_REFRESHES = 1_000;
const SETTLE = 60;

const LOST = "Not connected. What you see may be out of date. Trying again…";
const NO_PAGE = "Rapport does not answer, so this page stays. Trying again…";
const NOT_SENT = "This was not recorded, or the answer was lost: Rapport does not answer. What you wrote is still here. Send it again once the connection is back.";
const WENT_WRONG = "Something went wrong on our side. What you wrote is still here; look whether it was recorded before you send it again.";
const OUT_NOT_SENT = "You are signed out, so nothing was recorded. What you wrote is still here: sign in in another window, come back, and send it again.";

let told = null;
let connection = null;
let attempts = 0;
let retry = 0;
let lostSince = 0;
let out = false;
let refreshing = false;
let lastRefresh = 0;
let waiting = 0;

/** What was told when a page was shown that cannot be asked for again. */
let toldBefore = null;

const stamp = () => document.head.querySelector("meta[name=rapport-version]")?.content ?? null;
const isFollowed = () => document.getElementById("live") !== null;

// --- what is said ----------------------------------------------------------------------------------------------------

function say(sentence, link) {
  const place = document.getElementById("live");
  if (!place || place.dataset.said === sentence) {
    return;
  }
  place.dataset.said = sentence;
  place.replaceChildren(sentence);
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = link.words;
    anchor.dataset.turbo = "false";
    place.append(" ", anchor);
  }
}

const sayNothing = () => say("");

function lost() {
  lostSince ||= Date.now();
  setTimeout(() => {
    if (lostSince && Date.now() - lostSince >= SHOW_AFTER && !out && !document.hidden) {
      say(LOST);
    }
  }, SHOW_AFTER);
}

function found() {
  lostSince = 0;
  attempts = 0;
  out = false;
  sayNothing();
}

function signedOut() {
  out = true;
  lostSince = 0;
  say("You are signed out.", { href: "/sign-in", words: "Sign in" });
}

// --- the stream ------------------------------------------------------------------------------------------------------

function connect() {
  clearTimeout(retry);
  if (connection || document.hidden || !isFollowed()) {
    return;
  }
  connection = new AbortController();
  follow(connection).then(
    (wait) => again(wait),
    () => {
      lost();
      again(Math.min(250 * 2 ** attempts++, RETRY_AT_MOST));
    },
  );
}

function again(wait) {
  connection = null;
  retry = setTimeout(connect, wait);
}

function disconnect() {
  clearTimeout(retry);
  connection?.abort();
}

/** Listens for as long as there is something to hear; answers after how long to try again, or throws. */
async function follow(own) {
  let silence = 0;
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(() => own.abort(), SILENCE);
  };
  try {
    heard();
    const answer = await fetch("/live", {
      headers: { Accept: "text/event-stream" },
      cache: "no-store",
      redirect: "error",
      signal: own.signal,
    });
    if (answer.status === 401) {
      signedOut();
      return SIGNED_OUT_RETRY;
    }
    if (answer.status === 429) {
      return FULL_RETRY;
    }
    if (!answer.ok) {
      throw new Error("not now");
    }
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    for (let rest = ""; ;) {
      const { value, done } = await reader.read();
      if (done) {
        throw new Error("ended");
      }
      heard();
      const events = (rest + decoder.decode(value, { stream: true })).split("\n\n");
      rest = events.pop();
      for (const event of events) {
        if (event.startsWith("event: signed-out")) {
          signedOut();
          return SIGNED_OUT_RETRY;
        }
        hear(event.replace(/^data: /, ""));
      }
    }
  } catch (trouble) {
    if (document.hidden && own.signal.aborted) {
      return 0;
    }
    throw trouble;
  } finally {
    clearTimeout(silence);
  }
}

function hear(version) {
  found();
  told = version;
  toldBefore ??= version;
  check();
}

// --- the page --------------------------------------------------------------------------------------------------------

let composing = false;
let pressed = false;

// A page that moved under a pointer that is down, or a language that is being composed, would take something away.
const isBusy = () =>
  document.hidden || composing || pressed || refreshing || isSending() || turbo.currentVisit !== undefined && turbo.currentVisit !== null;

function check() {
  clearTimeout(waiting);
  if (!told || out || !isFollowed()) {
    return;
  }
  if (stamp() === null) {
    if (told !== toldBefore) {
      say("Something has changed since this page was made.", { href: location.href, words: "See it as it is now" });
    }
    return;
  }
  if (stamp() === told) {
    return;
  }
  const wait = Math.max(SETTLE, lastRefresh + BETWEEN_REFRESHES - Date.now());
  waiting = setTimeout(() => (isBusy() ? check() : stamp() !== told && refresh()), wait);
}

/** Shows at once what was just recorded from here, unless something else is under way: then it is seen to after that. */
export function renew() {
  if (stamp() !== null && !isBusy()) {
    refresh();
  }
}

function refresh() {
  refreshing = true;
  lastRefresh = Date.now();
  refreshBegins();
  visit(location.href, {
    action: "replace",
    shouldCacheSnapshot: false,
    refresh: { method: "morph", scroll: "preserve" },
  });
}

function refreshed() {
  refreshing = false;
  refreshEnds();
  check();
}

/** Lets go of a page that does not come, without leaving the one that is shown. */
function giveUp() {
  const given = turbo.currentVisit;
  turbo.stop();
  if (given) {
    session.adapter.visitFailed(given);
  }
  refreshing = false;
  refreshEnds();
}

const isSignIn = (response) => response.redirected && response.location.pathname === "/sign-in";

document.addEventListener("turbo:before-fetch-response", async (event) => {
  const { fetchResponse: response } = event.detail;
  const form = event.target instanceof HTMLFormElement ? event.target : null;
  if (form) {
    if (isSignIn(response)) {
      event.preventDefault();
      note(form, OUT_NOT_SENT);
      signedOut();
    } else if (response.statusCode >= 500) {
      event.preventDefault();
      note(form, WENT_WRONG);
    } else if (response.statusCode >= 400 && !response.isHTML) {
      event.preventDefault();
      note(form, out ? OUT_NOT_SENT : (await response.response.text()).trim());
    }
  } else if (refreshing && (isSignIn(response) || response.statusCode >= 500)) {
    event.preventDefault();
    if (isSignIn(response)) {
      signedOut();
    } else {
      lost();
    }
    setTimeout(giveUp);
  }
});

// Otherwise the page would be left for one that the browser makes, and what was typed with it.
document.addEventListener("turbo:fetch-request-error", (event) => {
  event.preventDefault();
  if (event.target instanceof HTMLFormElement) {
    note(event.target, NOT_SENT);
  } else {
    const own = refreshing;
    giveUp();
    if (!own) {
      say(NO_PAGE);
    }
  }
  lost();
  connection?.abort();
});

document.addEventListener("turbo:render", () => {
  toldBefore = told;
  if (refreshing) {
    refreshed();
  } else {
    if (!lostSince && !out) {
      sayNothing();
    }
    check();
  }
});

document.addEventListener("turbo:load", () => {
  connect();
  check();
});

let hiding = 0;
document.addEventListener("visibilitychange", () => {
  clearTimeout(hiding);
  if (document.hidden) {
    hiding = setTimeout(disconnect, HIDDEN_FOR);
  } else {
    attempts = 0;
    connect();
    check();
  }
});
addEventListener("online", connect);
addEventListener("pagehide", disconnect);
addEventListener("pageshow", connect);

document.addEventListener("compositionstart", () => (composing = true));
document.addEventListener("compositionend", () => (composing = false));
document.addEventListener("pointerdown", () => (pressed = true));
for (const over of ["pointerup", "pointercancel", "dragend"]) {
  document.addEventListener(over, () => (pressed = false));
}
