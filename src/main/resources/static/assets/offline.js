// While Rapport does not answer: asks again every other second, and goes on where somebody wanted to go when it does.

const EVERY = 2_000;

document.getElementById("trying").textContent = "Trying again by itself…";

async function ask() {
  try {
    await fetch("/live", { cache: "no-store", headers: { Accept: "text/plain" } });
    location.replace(location.pathname === "/offline" ? "/" : location.href);
  } catch {
    setTimeout(ask, EVERY);
  }
}

setTimeout(ask, EVERY);
