// A button that copies a text which stands on the page to be selected. Without this script there is no button.

class CopyText extends HTMLElement {
  connectedCallback() {
    // Whoever puts it into a page may fill it only afterwards.
    queueMicrotask(() => this.querySelector("button")?.removeAttribute("hidden"));
    this.onclick = ({ target }) => target.closest("button") && this.#copy();
  }

  async #copy() {
    const text = document.getElementById(this.dataset.from);
    const said = this.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = "Copied.";
    } catch {
      // Where the browser does not let us, the next best: it is selected.
      text.focus();
      text.select();
      said.textContent = "Selected; copy it with the keyboard.";
    }
  }
}

customElements.define("copy-text", CopyText);
