
"use strict";
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => Array.from(from.querySelectorAll(selector));

  // Copying -----------------------------------------------------------------------------------------------------
  let quiet;
  const say = (words) => {
    const toast = $(".toast");
    toast.textContent = words;
    clearTimeout(quiet);
    quiet = setTimeout(() => { toast.textContent = ""; }, 2500);
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      ($("dialog[open]") || document.body).append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    say("Copied");
  };

  // Choosing a statement ------------------------------------------------------------------------------------------
  const panel = $("#evidence");
  let chosen = null;
  const wide = matchMedia("(min-width: 62rem)");
  const choose = (claim, from) => {
    if (chosen) {
      chosen.classList.remove("selected");
      document.getElementById("in-" + chosen.id)?.removeAttribute("aria-current");
    }
    chosen = claim;
    claim.classList.add("selected");
    panel.classList.add("chosen");
    panel.scrollTop = 0;
    const place = document.getElementById("in-" + claim.id);
    place?.setAttribute("aria-current", "true");
    if (from === "start") return;
    if (!from || !wide.matches) place?.scrollIntoView({ block: wide.matches ? "center" : "start" });
    if (location.hash !== "#" + claim.id) history.replaceState(null, "", "#" + claim.id);
    $("h3", claim).focus({ preventScroll: true });
  };
  if (wide.matches) {
    const first = $("#first .actions a[href^='#claim-']") || $(".text a.c.CONTRADICT") || $(".text a.c.differs") || $(".text a.c.flagged");
    if (first) choose(document.getElementById(first.hash.slice(1)), "start");
  }

  // Filtering -----------------------------------------------------------------------------------------------------
  const sieve = $(".sieve");
  const form = $(".filters");
  const cards = $$(".card");
  const filter = () => {
    const levels = new Set($$("input[name=level]:checked", form).map((i) => i.value));
    const kind = form.elements.kind.value;
    const owner = form.elements.owner.value;
    let shown = 0;
    if (levels.size < 4 || kind || owner) $$("details.rest").forEach((d) => { d.open = true; });
    for (const card of cards) {
      const d = card.dataset;
      card.hidden = !levels.has(d.level) || (kind && d.kind !== kind) || (owner && d.owner !== owner);
      if (!card.hidden) shown += 1;
    }
    $(".shown", form).textContent = shown === cards.length ? `${shown} findings` : `${shown} of ${cards.length} findings`;
  };
  if (cards.length) {
    sieve.hidden = false;
    sieve.open = wide.matches;
    form.addEventListener("change", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    $(".shown", form).textContent = `${cards.length} finding${cards.length === 1 ? "" : "s"}`;
  }

  // Following links within the page -------------------------------------------------------------------------------
  const arrive = (hash, from) => {
    const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target) return false;
    if (target.classList.contains("claim")) {
      choose(target, from);
      return true;
    }
    if (target.closest(".card[hidden]")) {
      form.reset();
      filter();
    }
    const folded = target.closest("details:not([open])");
    if (folded) folded.open = true;
    if (target.hasAttribute("tabindex") || target.matches("a")) {
      target.scrollIntoView({ block: target.matches("a") ? "center" : "start" });
      target.focus({ preventScroll: true });
    }
    return false;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.copy");
    if (button) return void copy(button.dataset.copy);
    const ask = event.target.closest("button.decide");
    if (ask) return open(ask);
    const a = event.target.closest('a[href^="#"]');
    if (a && !event.ctrlKey && !event.metaKey && arrive(a.getAttribute("href"), a.classList.contains("c") ? a : null)) {
      event.preventDefault();
    }
  });
  addEventListener("hashchange", () => arrive(location.hash, null));

  // Decisions -----------------------------------------------------------------------------------------------------
  const dialog = $("#decision");
  const fields = $("form", dialog).elements;
  const server = $('meta[name="citewarden-decisions"]')?.content || "";
  let subject = null;
  const day = (years) => {
    const now = new Date();
    now.setFullYear(now.getFullYear() + years);
    return now.toISOString().slice(0, 10);
  };
  const decision = () => {
    const signed = { signer: fields.signer.value.trim(), role: fields.role.value };
    const reason = fields.reason.value.trim();
    if (subject.sha256) {
      const row = { document: subject.document, sha256: subject.sha256, ...signed, signed_on: day(0), note: reason, text: subject.text, reviewed: subject.reviewed };
      return Object.fromEntries(Object.entries(row).filter(([, value]) => value));
    }
    const row = {
      check: subject.check,
      fingerprint: subject.fingerprint,
      document: subject.document,
      decision: fields.decision.value,
      reason,
      ...signed,
      decided_on: day(0),
      expires: fields.expires.value,
      bound: JSON.parse(subject.bound),
    };
    if (!row.expires) delete row.expires;
    return row;
  };
  const write = () => {
    const lines = Object.entries(decision()).map(([name, value]) => {
      if (typeof value !== "object") return `${name}: ${JSON.stringify(value)}`;
      return `${name}: {${Object.entries(value).map(([k, v]) => `${k}: ${JSON.stringify(v)}`).join(", ")}}`;
    });
    $(".snippet", dialog).textContent = "  - " + lines.join("\n    ") + "\n";
    const quoted = (words) => `'${words.replaceAll("'", "'\\''")}'`;
    const row = decision();
    const options = subject.sha256
      ? ["sign-off", quoted(`articles/${row.document}`), "--note", quoted(row.note || "…")]
      : ["decide", row.fingerprint, row.decision, "--reason", quoted(row.reason || "…"), ...(row.expires ? ["--expires", row.expires] : [])];
    $(".shell code", dialog).textContent = ["citewarden", ...options, "--signer", quoted(row.signer || "…"), "--role", quoted(row.role)].join(" ");
  };
  const open = (button) => {
    subject = button.dataset;
    const signing = Boolean(subject.sha256);
    const card = button.closest(".part, .card");
    $("#decision-h").textContent = signing ? "Record a sign-off" : "Record a decision";
    $(".about", dialog).textContent = card ? $(".message", card).textContent : "You have reviewed the text of this article as it stands.";
    $$(".deciding", dialog).forEach((label) => { label.hidden = signing; });
    $(".under", dialog).textContent = signing ? "sign_offs:" : "suppressions:";
    $(".result", dialog).textContent = "";
    fields.reason.required = !signing;
    fields.role.value = subject.owner;
    fields.expires.value = day(1);
    $(".save", dialog).hidden = !server;
    $$(".paste, .snippet, .shell, .copy-snippet", dialog).forEach((part) => { part.hidden = Boolean(server); });
    write();
    dialog.showModal();
  };
  dialog.addEventListener("input", write);
  $(".copy-snippet", dialog).addEventListener("click", () => copy($(".snippet", dialog).textContent));
  $(".save", dialog).addEventListener("click", async () => {
    const result = $(".result", dialog);
    if (!$("form", dialog).reportValidity()) return;
    try {
      const answer = await fetch(server, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(decision()),
      });
      result.textContent = (await answer.json()).message;
    } catch {
      result.textContent = "Not saved: the review server does not answer. Put the text above into config/suppressions.yaml instead.";
      $$(".paste, .snippet, .copy-snippet", dialog).forEach((part) => { part.hidden = false; });
    }
  });

  // Print: everything open ------------------------------------------------------------------------------------------
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = $$("details:not([open])");
    closed.forEach((d) => { d.open = d.matches(".rest, #provenance details"); });
  });
  addEventListener("afterprint", () => closed.forEach((d) => { d.open = false; }));

  arrive(location.hash, null);
})();

