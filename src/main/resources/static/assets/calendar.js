// A calendar's file can be dropped on its section, which then sends the form as it stands there; and one that is too large is
// said to be before it is sent. Without this script there is the field for the file.

class CalendarDrop extends HTMLElement {
  connectedCallback() {
    this.ondragover = (event) => this.#over(event);
    this.ondragleave = (event) => !this.contains(event.relatedTarget) && this.removeAttribute("data-over");
    this.ondrop = (event) => this.#drop(event);
    this.onchange = () => this.#check();
  }

  get #field() {
    return this.querySelector("input[type=file]");
  }

  #over(event) {
    if (event.dataTransfer.types.includes("Files")) {
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      this.toggleAttribute("data-over", true);
    }
  }

  #drop(event) {
    this.removeAttribute("data-over");
    const file = event.dataTransfer.files[0];
    if (file) {
      event.preventDefault();
      const one = new DataTransfer();
      one.items.add(file);
      this.#field.files = one.files;
      this.#check();
      this.#field.form.requestSubmit();
    }
  }

  #check() {
    const field = this.#field;
    const isTooLarge = field.files[0]?.size > Number(field.dataset.largest);
    field.setCustomValidity(isTooLarge ? field.dataset.tooLarge : "");
    if (isTooLarge) {
      field.reportValidity();
    }
  }
}

customElements.define("calendar-drop", CalendarDrop);
