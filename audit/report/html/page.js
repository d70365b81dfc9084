"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const byId = (id) => document.getElementById(id);
  const RANK = ["minor", "major", "critical"];
  const notes = all(".note");
  const order = new Map(notes.map((note, index) => [note.id, index]));
  const boxes = all("input[data-by]");
  const marks = all("mark[data-f], mark[data-also]").map((element) => ({
    element,
    on: (element.dataset.f || "").split(" ").filter(Boolean),
    also: (element.dataset.also || "").split(" ").filter(Boolean),
  }));
  const drawn = new Map(notes.map((note) => [note.id, []]));
  const further = new Map(notes.map((note) => [note.id, []]));
  for (const mark of marks) {
    for (const id of mark.on) drawn.get(id).push(mark.element);
    for (const id of mark.also) further.get(id).push(mark.element);
  }
  let chosen = null;

  // -- what is shown ------------------------------------------------------------------

  const allowed = () => {
    const off = { severity: new Set(), family: new Set(), status: new Set() };
    for (const box of boxes) if (!box.checked) off[box.dataset.by].add(box.value);
    return off;
  };
  const passes = (note, off, but) =>
    Object.keys(off).every((by) => by === but || !off[by].has(note.dataset[by]));

  const paint = (mark) => {
    const seen = (ids) => ids.map(byId).filter((note) => !note.hidden);
    const there = seen(mark.on);
    const shown = there.length ? there : seen(mark.also);
    const standing = shown.filter((note) => note.dataset.status === "new");
    const ranks = (standing.length ? standing : shown).map((note) => RANK.indexOf(note.dataset.severity));
    const list = mark.element.classList;
    list.toggle("off", !shown.length);
    if (!shown.length) return;
    list.remove(...RANK);
    list.add(RANK[Math.max(...ranks)]);
    list.toggle("muted", !standing.length);
    list.toggle("further", !there.length);
    list.toggle("nested", there.length > 1 && !list.contains("gap"));
  };

  const filter = () => {
    const off = allowed();
    let count = 0;
    const facets = new Map(boxes.map((box) => [box, 0]));
    for (const note of notes) {
      note.hidden = !passes(note, off);
      if (!note.hidden) count += 1;
      for (const box of boxes)
        if (note.dataset[box.dataset.by] === box.value && passes(note, off, box.dataset.by))
          facets.set(box, facets.get(box) + 1);
    }
    marks.forEach(paint);
    for (const [box, number] of facets) box.closest("label").querySelector(".number").textContent = number;
    if (chosen && chosen.hidden) choose(null);
    tell(count);
  };

  const tell = (count = notes.filter((note) => !note.hidden).length) => {
    const total = notes.length;
    const { dataset: words } = byId("shown");
    const fill = (said, facts) => said.replace(/\$(\w+)/g, (_, name) => facts[name]);
    let findings = fill(count === 1 ? words.finding : words.findings, { count });
    if (chosen) findings = fill(words.at, { at: notes.filter((note) => !note.hidden).indexOf(chosen) + 1, findings });
    byId("shown").textContent = count === total ? findings : fill(words.whole, { findings, total });
  };

  // -- one finding at a time ----------------------------------------------------------

  const light = (note, name, so) => {
    note.classList.toggle(name, so);
    for (const element of drawn.get(note.id)) element.classList.toggle(name, so);
    for (const element of further.get(note.id)) element.classList.toggle("near", so);
  };
  const choose = (note) => {
    if (chosen === note) return;
    if (chosen) {
      light(chosen, "on", false);
      chosen.removeAttribute("aria-current");
    }
    chosen = note;
    if (chosen) {
      light(chosen, "on", true);
      chosen.setAttribute("aria-current", "true");
    }
    tell();
  };
  const visit = (note) => {
    choose(note);
    note.focus({ preventScroll: true });
    note.scrollIntoView({ block: "center" });
  };
  const linkOf = (note) => byId(note.querySelector(".back").hash.slice(1));
  const step = (by) => {
    const seen = notes.filter((note) => !note.hidden);
    if (!seen.length) return;
    const at = chosen ? seen.indexOf(chosen) + by : nearest(seen, by);
    visit(seen[Math.min(Math.max(at, 0), seen.length - 1)]);
  };
  // nothing chosen: from the top of what is in sight
  const nearest = (seen, by) => {
    const at = seen.findIndex((note) => note.getBoundingClientRect().top > 0);
    return by > 0 ? (at < 0 ? seen.length - 1 : at) : (at < 0 ? seen.length : at) - 1;
  };

  // -- the page of a rule, where it is asked for ---------------------------------------

  const unfold = (details) => {
    const about = details.querySelector(".about");
    const page = byId(`rule-${details.dataset.rule}`)?.querySelector(".page");
    if (!page || !details.open || about.dataset.filled) return;
    about.replaceChildren(...Array.from(page.cloneNode(true).childNodes));
    about.dataset.filled = "yes";
  };

  // -- keys ---------------------------------------------------------------------------

  const help = byId("help");
  const letters = byId("letters");
  const STEPS = { j: 1, n: 1, k: -1, p: -1, ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 };
  const held = (target) => target.closest("input, select, textarea, [contenteditable]");

  const keyed = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || help.open || held(event.target)) return false;
    const key = event.key;
    if (key.length === 1 && !letters.checked) return false;
    if (key in STEPS) {
      const vertical = key === "ArrowDown" || key === "ArrowUp";
      if (vertical && !event.target.closest(".note, mark")) return false;
      step(STEPS[key]);
      return true;
    }
    if (key === "?") return help.showModal(), true;
    if (key === "Enter" && event.target === chosen) {
      const more = chosen.querySelector(".more");
      more.open = !more.open;
      return true;
    }
    return key === "Escape" && escape(event.target);
  };
  const escape = (target) => {
    const menu = document.querySelector(".families[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
      return true;
    }
    if (!chosen) return false;
    const link = linkOf(chosen);
    if (target.closest(".note") && link) {
      link.focus();
      return true;
    }
    choose(null);
    document.activeElement.blur();
    return true;
  };

  const noteAt = (target) => {
    const note = target.closest(".note");
    if (note) return note;
    const mark = target.closest("mark[data-f], mark[data-also]");
    if (!mark) return null;
    const link = target.closest("a");
    const ids = [...(link ? [link.hash.slice(1)] : []), ...`${mark.dataset.f || ""} ${mark.dataset.also || ""}`.split(" ")];
    return ids.map(byId).find((found) => found && !found.hidden) || null;
  };

  // a mark that several findings share stays with the one that was chosen
  const drawnOn = (target, note) => note && drawn.get(note.id).includes(target.closest("mark"));

  let hovered = null;
  const hover = (event) => {
    const note = event.type === "mouseover" ? noteAt(event.target) : null;
    if (note === hovered) return;
    if (hovered) light(hovered, "near", false);
    hovered = note;
    if (hovered) light(hovered, "near", true);
  };

  document.addEventListener("keydown", (event) => keyed(event) && event.preventDefault());
  document.addEventListener("mouseover", hover);
  document.addEventListener("mouseout", hover);
  document.addEventListener("focusin", (event) => {
    const note = noteAt(event.target);
    if (note && !drawnOn(event.target, chosen)) choose(note);
  });
  document.addEventListener("click", (event) => {
    const menu = document.querySelector(".families[open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
    const mark = event.target.closest("mark");
    const note = mark && noteAt(event.target);
    if (!note) return;
    event.preventDefault();
    visit(note);
  });
  document.addEventListener("toggle", (event) => event.target.matches(".more") && unfold(event.target), true);
  for (const box of boxes) box.addEventListener("change", filter);
  byId("next")?.addEventListener("click", () => step(1));
  byId("previous")?.addEventListener("click", () => step(-1));
  byId("keys")?.addEventListener("click", () => help.showModal());

  // on paper everything is shown, whatever was hidden
  let before = [];
  window.addEventListener("beforeprint", () => {
    before = boxes.map((box) => box.checked);
    boxes.forEach((box) => (box.checked = true));
    filter();
  });
  window.addEventListener("afterprint", () => {
    boxes.forEach((box, index) => (box.checked = before[index]));
    filter();
  });

  document.documentElement.classList.add("js");
  if (notes.length) filter();
})();
