// Passkeys. Asks the server what to ask the browser for, asks the browser, and sends its answer with the form. Shows
// itself only where the browser can do that.

const SENTENCES = {
  NotAllowedError: "Nothing was done: it was cancelled, or took too long.",
  InvalidStateError: "This device has a passkey for you already.",
  SecurityError: "Browsers take no passkeys under this address.",
  NotSupportedError: "This device cannot make a passkey that asks who you are. Set up a PIN, a finger or a face on it first.",
  ConstraintError: "This device cannot make a passkey that asks who you are. Set up a PIN, a finger or a face on it first.",
};
const OTHERWISE = "That did not work. Please reload the page and try again.";

/** A sentence from the server, for the person. */
class Refused extends Error {}

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

const text = (buffer) =>
  btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const withBytes = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

async function begin(address, form) {
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "error" });
  const type = answer.headers.get("Content-Type") ?? "";
  if (answer.ok && type.startsWith("application/json")) {
    return answer.json();
  }
  throw type.startsWith("text/plain") ? new Refused((await answer.text()).trim()) : new Error(OTHERWISE);
}

const CEREMONIES = {
  async create(options) {
    const made = await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: withBytes(options.excludeCredentials),
      },
    });
    return told(made, { attestationObject: text(made.response.attestationObject) });
  },
  async get(options) {
    const found = await navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        allowCredentials: withBytes(options.allowCredentials),
      },
    });
    const { authenticatorData, signature, userHandle } = found.response;
    return told(found, {
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    });
  },
};

// Written out by hand: not every browser's own toJSON works, least of all where an extension keeps the passkeys.
const told = (credential, response) =>
  JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
    clientExtensionResults: {},
  });

// An element of our own, so that it works wherever and whenever it comes into a page.
customElements.define("passkey-form", class extends HTMLElement {
  #busy = false;

  connectedCallback() {
    const able = Boolean(window.PublicKeyCredential && navigator.credentials);
    this.querySelector("[data-when=able]").hidden = !able;
    this.querySelector("[data-when=unable]")?.toggleAttribute("hidden", able);
    const form = this.querySelector("form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask(form);
    });
  }

  async #ask(form) {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    this.#say("");
    try {
      const options = await begin(this.getAttribute("begin"), form);
      form.elements.credential.value = await CEREMONIES[this.getAttribute("ceremony")](options);
      form.submit();
    } catch (trouble) {
      this.#say(trouble instanceof Refused ? trouble.message : SENTENCES[trouble.name] ?? OTHERWISE);
    } finally {
      this.#busy = false;
    }
  }

  #say(sentence) {
    const place = this.querySelector("[data-trouble]");
    place.textContent = sentence;
    place.hidden = sentence === "";
  }
});
