// Runs once in the page's head. Streamlit speaks English and leaves a few things undone; nobody else can mend them.
// PHRASES: language -> key -> text with {holes}, the English one word for word what Streamlit writes.
// COLUMNS_RIGHT: language -> that a table has {n} columns more to the right.
(() => {
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];
  const OURS = ".js-plotly-plot, [data-testid='stMarkdownContainer'], [data-testid='stHtml'], [data-esep]";
  const UPLOADING = "[data-testid='stFileUploaderDropzone'], [data-testid='stFileUploaderFile']"; // its buttons are Streamlit's, whatever holds them
  const LONGEST = 120;

  // 1. Streamlit's own words, in the language of the document.
  const exact = new Map(), holed = [];
  for (const said of Object.values(PHRASES))
    for (const [key, text] of Object.entries(said)) {
      if (!text.includes("{")) { exact.set(text, exact.get(text) ?? key); continue; }
      const names = [...text.matchAll(/\{(\w+)\}/g)].map(found => found[1]);
      const literal = text.split(/\{\w+\}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      holed.push([new RegExp("^" + literal.join("(.+)") + "$"), key, names]);
    }
  holed.sort(([a], [b]) => b.source.length - a.source.length); // the more it says, the earlier it is tried

  const SIZE = /^([\d.]+)([KMGT]?B)$/; // of a file, as Streamlit writes it: 1.5MB
  function translated(text) {
    const said = PHRASES[document.documentElement.lang], bare = text.trim();
    if (!said || !bare || bare.length > LONGEST) return text;
    if (exact.has(bare)) return text.replace(bare, said[exact.get(bare)]);
    if (SIZE.test(bare)) return size(bare, said);
    for (const [pattern, key, names] of holed) {
      const found = bare.match(pattern);
      if (found) return said[key].replace(/\{(\w+)\}/g, (_, name) => size(found[names.indexOf(name) + 1], said));
    }
    return text;
  }

  function size(text, said) {
    const found = text.match(SIZE);
    return found ? `${found[1].replace(".", ",")}\u00a0${said[`size_${found[2].toLowerCase()}`]}` : text;
  }

  function mendText(node) {
    if (!node.parentElement || (node.parentElement.closest(OURS) && !node.parentElement.closest(UPLOADING))) return;
    const text = translated(node.nodeValue);
    if (text !== node.nodeValue) node.nodeValue = text;
  }

  function mendAttributes(element) {
    for (const name of ATTRIBUTES) {
      const said = element.getAttribute(name);
      if (!said) continue;
      const text = translated(said);
      if (text !== said) element.setAttribute(name, text);
    }
  }

  function mend(root) {
    if (root.nodeType === Node.TEXT_NODE) return mendText(root);
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest(".js-plotly-plot")) return;
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node; node = walk.nextNode())
      if (node.nodeType === Node.TEXT_NODE) mendText(node);
      else mendAttributes(node);
  }

  new MutationObserver(changes => {
    for (const change of changes)
      if (change.type === "childList") change.addedNodes.forEach(mend);
      else if (change.target === document.documentElement) mend(document.body);
      else if (change.type === "attributes") mendAttributes(change.target);
      else mendText(change.target);
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: [...ATTRIBUTES, "lang"],
  });

  // 2. On paper a chart shrinks with the page: Plotly draws for the width of the screen, and is not asked again.
  addEventListener("beforeprint", () => {
    for (const drawing of document.querySelectorAll(".js-plotly-plot .svg-container")) {
      const { width, height } = drawing.style; // what Plotly drew for, in pixels
      drawing.style.setProperty("--drawn-width", width);
      drawing.style.setProperty("--drawn", `${parseFloat(width)} / ${parseFloat(height)}`);
      for (const svg of drawing.querySelectorAll(".main-svg"))
        svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
    }
  });
  addEventListener("afterprint", () => {
    for (const svg of document.querySelectorAll(".js-plotly-plot .main-svg")) svg.removeAttribute("viewBox");
  });

  // 3. A table keeps Escape for itself: in a dialog it is handed on, so that the keyboard can leave.
  addEventListener("keydown", event => {
    const dialog = event.key === "Escape" && event.target.matches?.("canvas") && event.target.closest("[role='dialog']");
    if (!dialog) return;
    event.stopImmediatePropagation();
    dialog.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  }, true);

  // 4. What had the focus before a dialog or a menu opened gets it back: where a menu's choice opened the dialog,
  // the choice is gone when the dialog closes, and the focus would be nowhere.
  const OVER_PAGE = "[role='dialog'], [role='menu'], [role='listbox']";
  let last = null; // of the page itself
  addEventListener("focusin", event => {
    if (!event.target.closest(OVER_PAGE)) last = event.target;
  });
  function giveBack() {
    if (document.activeElement !== document.body || document.querySelector(OVER_PAGE) || !last) return;
    const key = last.closest("[class*='st-key-']")?.className.match(/st-key-[\w-]+/)?.[0];
    const same = last.isConnected ? last : key && document.querySelector(`.${key} ${last.localName}`); // or drawn anew
    same?.focus({ preventScroll: true });
  }
  new MutationObserver(changes => {
    const closes = node => node.nodeType === Node.ELEMENT_NODE && (node.matches(OVER_PAGE) || node.querySelector(OVER_PAGE));
    if (changes.some(change => [...change.removedNodes].some(closes))) setTimeout(giveBack, 100); // after those who do so themselves
  }).observe(document.documentElement, { subtree: true, childList: true });

  // 5. A table that is wider than its place says how many of its columns stand to the right, wholly or in part: it is one
  // picture, which ends at the edge of a column as if there were no other. What it tells screen readers has the columns in sight.
  const SETTLED_MS = 250; // it tells them a little later than it draws
  let waiting = 0;
  function tellColumns() {
    waiting = 0;
    for (const scroller of document.querySelectorAll("[data-testid='stDataFrame'] .dvn-scroller")) {
      const table = scroller.closest("[data-testid='stDataFrame']"), grid = table.querySelector("[role='grid']");
      const last = grid?.querySelector("th:last-child");
      const isWider = scroller.scrollWidth - scroller.clientWidth - scroller.scrollLeft > 1;
      const count = isWider && last ? grid.ariaColCount - last.ariaColIndex + 1 : 0;
      const said = count ? COLUMNS_RIGHT[document.documentElement.lang].replace("{n}", count) : "";
      if (!said) delete table.dataset.right;
      else if (table.dataset.right !== said) table.dataset.right = said;
    }
  }
  function lookAtTables() { waiting ||= setTimeout(tellColumns, SETTLED_MS); }
  addEventListener("scroll", lookAtTables, { capture: true, passive: true });
  addEventListener("resize", lookAtTables);
  new MutationObserver(lookAtTables).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["lang", "aria-colindex"],
  });
})();
