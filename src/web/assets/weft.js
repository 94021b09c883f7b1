// What the pages gain by script. Everything works without it.
(() => {
  "use strict";

  // Problems of a form are read out first: the summary takes the focus.
  const summary = (root) => root.querySelector?.(".problems")?.focus();

  // A table wider than its place is a region that the keyboard can scroll; one that fits needs no stop.
  const regions = () => {
    for (const region of document.querySelectorAll(".table")) {
      if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
      else region.removeAttribute("tabindex");
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    summary(document);
    regions();
    addEventListener("resize", regions, { passive: true });
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    summary(event.target);
    regions();
  });

  // Nobody presses twice by mistake: a form that is on its way does not start again, but for files (data-file).
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.hasAttribute("hx-post") || form.hasAttribute("hx-get")) return;
    if (form.dataset.sent) return event.preventDefault();
    if (form.method === "post" && !form.target && !("file" in form.dataset)) {
      form.dataset.sent = "1";
      form.setAttribute("aria-busy", "true");
    }
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
    }
  });

  // data-copy="id": copies that element's text and says so.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (button) {
      await navigator.clipboard?.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = button.dataset.done || button.textContent;
    }
    // data-print: prints the page.
    if (event.target.closest?.("[data-print]")) print();
  });

  // A list that sends its form when the choice changes; the button stays for those without script.
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-send]")) event.target.form.requestSubmit();
  });
})();
