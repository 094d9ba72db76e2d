// Lets one see what one types into a field for a passphrase, since it is asked for once only.

function add(field) {
  if (field.parentElement.querySelector(".reveal")) {
    return;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button reveal";
  button.textContent = "Show";
  button.setAttribute("aria-controls", field.id);
  button.addEventListener("click", () => {
    const hidden = field.type === "password";
    field.type = hidden ? "text" : "password";
    button.textContent = hidden ? "Hide" : "Show";
    field.focus();
  });
  // What was shown is sent, and kept by the browser, as the secret that it is.
  field.form?.addEventListener("submit", () => { field.type = "password"; });
  field.after(button);
}

const addAll = () => document.querySelectorAll("input[type=password]").forEach(add);

addAll();
document.addEventListener("turbo:render", addAll);
