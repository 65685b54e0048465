
"use strict";
(() => {
  const $ = (selector) => document.querySelector(selector);
  const data = JSON.parse($("#data").textContent);
  const at = Object.fromEntries(data.fields.map((name, n) => [name, n]));
  const words = { error: "Serious", warning: "Look at this", note: "Note", none: "Open" };
  const late = $(".crumb").textContent.match(/\d{4}-\d\d-\d\d/)?.[0] || "";
  const size = 100;
  const body = $(".articles tbody");
  const form = $(".filters");
  const pager = $(".pager");
  let rows = data.rows;
  let found = rows;
  let page = 0;

  // Everything is put into the page as text, never as markup.
  const put = (tag, text, className) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    if (className) node.className = className;
    return node;
  };
  const line = (row) => {
    const get = (name) => row[at[name]];
    const tr = put("tr");
    const head = put("th");
    head.scope = "row";
    const a = put("a", get("title"));
    a.href = get("name").split("/").map(encodeURIComponent).join("/") + ".html";
    head.append(a, " ", put("span", get("document"), "quiet"));
    const worst = put("td");
    if (get("blocking")) worst.append(put("span", "Blocks", "chip error"));
    else if (get("worst")) worst.append(put("span", words[get("worst")], "chip " + get("worst")));
    else worst.append(put("span", "none", "quiet"));
    tr.append(head, worst);
    const counts = [["blocks", get("blocking")], ["to look at", get("errors") + get("warnings")], ["notes", get("notes")], ["open", get("open")]];
    for (const [label, count] of counts) {
      const cell = put("td", count || "–", "n");
      cell.dataset.label = label;
      tr.append(cell);
    }
    const who = put("td", get("waiting"));
    if (get("decided")) who.append(" ", put("span", get("decided"), "quiet"));
    if (get("desk")) who.append(" ", put("span", get("desk"), "quiet"));
    const reviewed = put("td", get("reviewed") || "unknown", "day");
    if (get("next_review") && get("next_review") < late) reviewed.append(" ", put("span", "overdue", "chip warning"));
    const change = put("td");
    if (get("new")) change.append(put("b", "+" + get("new")));
    if (get("fixed")) change.append(" −" + get("fixed"));
    tr.append(who, reviewed, change);
    return tr;
  };
  const draw = () => {
    const part = found.slice(page * size, (page + 1) * size);
    body.replaceChildren(...part.map(line));
    const total = Math.max(1, Math.ceil(found.length / size));
    pager.hidden = total < 2;
    $(".pager .where").textContent = `page ${page + 1} of ${total}`;
    $(".pager .before").disabled = page === 0;
    $(".pager .after").disabled = page + 1 >= total;
    $(".shown").textContent = `${found.length.toLocaleString("en")} of ${data.total.toLocaleString("en")} articles`;
  };
  const orders = {
    new: (a, b) => b[at.new] - a[at.new],
    reviewed: (a, b) => (a[at.reviewed] || "0").localeCompare(b[at.reviewed] || "0"),
    title: (a, b) => a[at.title].localeCompare(b[at.title]),
  };
  const select = () => {
    const q = form.elements.q.value.trim().toLowerCase();
    const worst = form.elements.worst.value;
    const who = form.elements.who.value;
    found = rows.filter((r) =>
      (!q || (r[at.title] + " " + r[at.document] + " " + r[at.desk]).toLowerCase().includes(q)) &&
      (!who || r[at.waiting].split(", ").some((w) => w.replace(/ \d+$/, "") === who)) &&
      (!worst ||
        (worst === "blocks" ? r[at.blocking] > 0 :
         worst === "clean" ? !r[at.worst] && !r[at.open] :
         worst === "none" ? r[at.open] > 0 : r[at.worst] === worst)));
    const order = orders[form.elements.sort.value];
    if (order) found = found.slice().sort(order);
    page = 0;
    draw();
  };

  // A large site keeps further rows in files beside the page.
  let asked = false;
  const more = () => {
    if (asked || !data.more.length) return;
    asked = true;
    rows = rows.slice();
    window.citewardenMore = (further) => { rows.push(...further); };
    const load = (n) => {
      if (n === data.more.length) return void select();
      const script = document.createElement("script");
      script.src = data.more[n];
      script.onload = () => load(n + 1);
      script.onerror = () => { $(".shown").textContent = "The further rows (index-data/) are not beside this page."; };
      document.head.append(script);
    };
    load(0);
  };
  let waiting;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => { more(); select(); }, 80); });
  form.addEventListener("submit", (event) => event.preventDefault());
  $(".pager .before").addEventListener("click", () => { page -= 1; draw(); });
  $(".pager .after").addEventListener("click", () => {
    page += 1;
    if ((page + 2) * size > found.length) more();
    draw();
    $("#articles").scrollIntoView();
  });
  form.hidden = false;
  found = rows;
  draw();
})();

