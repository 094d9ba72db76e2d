// Has the browser keep the page that is shown when Rapport does not answer, and nothing else.

const worker = navigator.serviceWorker;
if (worker && isSecureContext) {
  worker.register("/service-worker.js", { scope: "/", updateViaCache: "none" }).catch(() => {
    // Without it there is the browser's own page instead.
  });
}
