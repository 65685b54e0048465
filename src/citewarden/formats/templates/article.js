
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
  const ranks = { "medical reviewer": 2, "section editor": 1 };
  const rank = (role) => ranks[role] || 0;
  const known = new Map();
  let subjects = []; // what is decided on: the data of one or of several buttons
  const signing = () => Boolean(subjects[0]?.sha256);
  const day = (years) => {
    const now = new Date();
    now.setFullYear(now.getFullYear() + years);
    return now.toISOString().slice(0, 10);
  };
  const owner = () => subjects.map((s) => s.owner).sort((a, b) => rank(b) - rank(a))[0];
  const refusal = () => {
    const silences = ["accept", "waive"].includes(fields.decision.value);
    if (signing() || !silences || rank(fields.role.value) >= rank(owner())) return "";
    return `Only a ${owner()} may ${fields.decision.value} this. Have one sign it, or ask someone else.`;
  };
  const decided = () => {
    const signed = { signer: fields.signer.value.trim(), role: fields.role.value };
    const reason = fields.reason.value.trim();
    if (signing()) {
      const [s] = subjects;
      const row = { document: s.document, sha256: s.sha256, ...signed, signed_on: day(0), note: reason, text: s.text, reviewed: s.reviewed };
      const statements = $$(".claim h3").map((h) => h.textContent.trim().replace(/\s+/g, " "));
      return [{ ...Object.fromEntries(Object.entries(row).filter(([, value]) => value)), ...(statements.length ? { statements } : {}) }];
    }
    return subjects.map((s) => ({
      check: s.check,
      fingerprint: s.fingerprint,
      document: s.document,
      decision: fields.decision.value,
      reason,
      ...signed,
      decided_on: day(0),
      ...(fields.expires.value ? { expires: fields.expires.value } : {}),
      ...(s.quote ? { quote: s.quote } : {}),
      bound: JSON.parse(s.bound),
    }));
  };
  const line = ([name, value]) => {
    if (Array.isArray(value)) return [`${name}:`, ...value.map((item) => `  - ${JSON.stringify(item)}`)];
    if (typeof value !== "object") return `${name}: ${JSON.stringify(value)}`;
    return `${name}: {${Object.entries(value).map(([k, v]) => `${k}: ${JSON.stringify(v)}`).join(", ")}}`;
  };
  const quoted = (words) => `'${words.replaceAll("'", "'\\''")}'`;
  const write = () => {
    const rows = decided();
    const [row] = rows;
    $(".snippet", dialog).textContent = rows.map((r) => "  - " + Object.entries(r).flatMap(line).join("\n    ") + "\n").join("");
    const options = signing()
      ? ["sign-off", quoted(`articles/${row.document}`), "--note", quoted(row.note || "…")]
      : ["decide", rows.map((r) => r.fingerprint).join(","), row.decision, "--reason", quoted(row.reason || "…"), ...(row.expires ? ["--expires", row.expires] : [])];
    $(".shell code", dialog).textContent = ["citewarden", ...options, "--signer", quoted(row.signer || "…"), "--role", quoted(row.role)].join(" ");
    const why = refusal();
    $(".result", dialog).textContent = why;
    $$(".save, .copy-snippet", dialog).forEach((button) => { button.disabled = Boolean(why); });
  };
  const open = (button) => {
    const card = button.closest(".part, .card");
    subjects = button.matches(".all") ? $$("button.decide:not(.all)", card).map((b) => b.dataset) : [button.dataset];
    const before = known.get(subjects[0].fingerprint);
    $("#decision-h").textContent = signing() ? "Record a sign-off" : "Record a decision";
    const what = subjects.length > 1 ? `${subjects.length} findings at once, first: ` : "";
    $(".about", dialog).textContent = card ? what + $(".message", card).textContent : "You have reviewed the text of this article as it stands.";
    $$(".deciding", dialog).forEach((label) => { label.hidden = signing(); });
    $(".under", dialog).textContent = signing() ? "sign_offs:" : "suppressions:";
    fields.reason.required = !signing();
    fields.decision.value = before?.decision || fields.decision.value;
    fields.reason.value = before?.reason || "";
    fields.role.value = owner();
    fields.expires.value = before?.expires || day(1);
    $(".save", dialog).hidden = !server;
    $$(".paste, .snippet, .shell, .copy-snippet", dialog).forEach((part) => { part.hidden = Boolean(server); });
    write();
    dialog.showModal();
  };
  const show = (row) => {
    known.set(row.fingerprint, row);
    $$(`.decided[data-about="${row.fingerprint}"]`).forEach((place) => {
      place.textContent = `Decision: ${row.decision} by ${row.signer}, ${row.role}, ${row.decided_on}.`;
    });
    const since = $(".progress .since");
    if (since) since.textContent = ` On file since this report or before: ${known.size} decision${known.size === 1 ? "" : "s"} on these findings.`;
  };
  JSON.parse($('meta[name="citewarden-decided"]')?.content || "[]").forEach(show);
  dialog.addEventListener("input", write);
  $(".copy-snippet", dialog).addEventListener("click", () => copy($(".snippet", dialog).textContent));
  $(".save", dialog).addEventListener("click", async () => {
    const result = $(".result", dialog);
    if (!$("form", dialog).reportValidity()) return;
    const rows = decided();
    const { statements, ...sent } = rows[0]; // the server takes the statements from its report
    if (!signing()) sent.fingerprint = rows.map((r) => r.fingerprint).join(" ");
    try {
      const answer = await fetch(server, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(sent),
      });
      const { message, saved } = await answer.json();
      result.textContent = message;
      if (saved && !signing()) rows.forEach(show);
    } catch {
      result.textContent = "Not saved: the review server does not answer. Put the text above into config/suppressions.yaml instead.";
      $$(".paste, .snippet, .copy-snippet", dialog).forEach((part) => { part.hidden = false; });
    }
  });

  // Print: everything open ------------------------------------------------------------------------------------------
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = $$("details:not([open])");
    closed.forEach((d) => { d.open = d.matches(".rest, .silent, #provenance details"); });
  });
  addEventListener("afterprint", () => closed.forEach((d) => { d.open = false; }));

  arrive(location.hash, null);
})();

