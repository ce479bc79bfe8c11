// Keys and small comforts; every page works without it.
document.documentElement.classList.add("js");
const rows = [...document.querySelectorAll("[data-row]")];
const form = document.querySelector("form.list, form.decide");
const reason = form?.querySelector('input[name="reason"]');
let at = -1;
let meant; // the button that a reason is being typed for
const box = (row) => row.querySelector('input[name="id"]');
const go = (n) => {
  if (!rows.length) return;
  rows[at]?.classList.remove("at");
  at = Math.max(0, Math.min(rows.length - 1, n));
  rows[at].classList.add("at");
  rows[at].scrollIntoView({ block: "nearest" });
  rows[at].querySelector("h2 a").focus({ preventScroll: true });
};
const press = (action) => {
  const button = form?.querySelector(`button[value="${action}"]`);
  if (!button) return;
  if (at >= 0 && !form.querySelector('input[name="id"]:checked')) box(rows[at]).checked = true;
  if (["dismiss", "mute", "note"].includes(action) && !reason.value.trim()) { meant = button; reason.focus(); return; }
  form.requestSubmit(button);
};
const keys = {
  j: () => go(at + 1),
  k: () => go(at - 1),
  x: () => { if (at >= 0) box(rows[at]).checked = !box(rows[at]).checked; },
  a: () => press("ack"),
  d: () => press("dismiss"),
  m: () => press("mute"),
  n: () => press("note"),
  r: () => press("reopen"),
  o: () => rows[at]?.querySelector("h2 a").click(),
  "/": () => document.querySelector('input[type="search"]')?.focus(),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest('input:not([type="checkbox"]), select, textarea')) {
    if (event.key === "Escape") { meant = undefined; event.target.blur(); }
    return;
  }
  const act = keys[event.key];
  if (act) { event.preventDefault(); act(); }
});
// Enter would press the first button, whatever the reason was asked for
reason?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !meant) return;
  event.preventDefault();
  if (reason.value.trim()) form.requestSubmit(meant);
});
document.querySelector("[data-all]")?.addEventListener("change", (event) => {
  for (const one of document.querySelectorAll('input[name="id"]')) one.checked = event.target.checked;
});
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const answer = await fetch(button.dataset.copy);
    await navigator.clipboard.writeText(await answer.text());
    button.setAttribute("aria-pressed", "true");
    button.textContent = button.dataset.done;
  });
}
