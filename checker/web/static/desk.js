// Keys and small comforts; every page works without it.
document.documentElement.classList.add("js");
const rows = [...document.querySelectorAll("[data-row]")];
let at = -1;
const go = (n) => {
  if (!rows.length) return;
  rows[at]?.classList.remove("at");
  at = Math.max(0, Math.min(rows.length - 1, n));
  rows[at].classList.add("at");
  rows[at].scrollIntoView({ block: "nearest" });
  rows[at].querySelector("h2 a").focus({ preventScroll: true });
};
const press = (action) => {
  const form = document.querySelector("form.list");
  const button = form?.querySelector(`button[value="${action}"]`);
  if (!button) return;
  if (at >= 0 && !form.querySelector('input[name="id"]:checked')) rows[at].querySelector('input[name="id"]').checked = true;
  const reason = form.querySelector('input[name="reason"]');
  if (action === "dismiss" && !reason.value.trim()) { reason.focus(); return; }
  form.requestSubmit(button);
};
const keys = {
  j: () => go(at + 1),
  k: () => go(at - 1),
  x: () => { if (at >= 0) { const box = rows[at].querySelector('input[name="id"]'); box.checked = !box.checked; } },
  a: () => press("ack"),
  d: () => press("dismiss"),
  o: () => rows[at]?.querySelector("h2 a").click(),
  "/": () => document.querySelector('input[type="search"]')?.focus(),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const act = keys[event.key];
  if (act) { event.preventDefault(); act(); }
});
document.querySelector("[data-all]")?.addEventListener("change", (event) => {
  for (const box of document.querySelectorAll('input[name="id"]')) box.checked = event.target.checked;
});
