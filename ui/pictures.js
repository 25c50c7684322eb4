// Charts as files: plotly's own picture button, for PNG and SVG, with the title and the source of the figures in the
// picture. Nothing is asked of a server. A chart says its words in layout.meta (ui/pictures.py), escaped already.
(() => {
  if (window.balancePictures) return;
  window.balancePictures = true;

  const EDGE = 14, TITLE = 16, SOURCE = 12;
  const LESS = "\x3c", BREAK = LESS + "br>"; // a tag written out would have this script taken for something smuggled in
  const canvas = document.createElement("canvas").getContext("2d");

  function chartOf(node) {
    return node.closest ? node.closest(".js-plotly-plot") : null;
  }

  // the text in lines that fit; Latin breaks between words, Chinese between characters
  function wrapped(text, width, font) {
    canvas.font = font;
    const plain = (part) => part.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
    // an opening bracket goes with what follows, a closing mark with what precedes
    const pieces = text.match(
      /[（《〔“(]*(?:&\w+;|[\u3000-\u9fff\uff00-\uffef]|[^\s&\u3000-\u9fff\uff00-\uffef]+)[，。、；：）》〕”]*|\s+/g
    ) || [];
    const lines = [""];
    for (const piece of pieces) {
      const longer = lines[lines.length - 1] + piece;
      if (lines[lines.length - 1].trim() && canvas.measureText(plain(longer).trim()).width > width) lines.push("");
      lines[lines.length - 1] += piece;
    }
    return lines.map((line) => line.trim()).filter(Boolean);
  }

  // plotly reads layout and options while the button is handled; they are put back right after it
  function dressed(gd, format) {
    const words = gd.layout.meta, full = gd._fullLayout, size = full && full._size;
    if (!words || !words.source || !size) return;
    const family = full.font.family, width = full.width;
    const title = wrapped(words.title, width, `600 ${TITLE}px ${family}`);
    const source = wrapped(words.source, width, `${SOURCE}px ${family}`);
    const head = EDGE + title.length * TITLE * 1.35 + EDGE / 2, foot = EDGE + source.length * SOURCE * 1.4 + EDGE / 2;
    const line = { xref: "paper", yref: "paper", showarrow: false, align: "left", xanchor: "left", x: 0, xshift: -size.l, borderpad: 0 };
    const layout = gd.layout, options = gd._context.toImageButtonOptions;
    gd.layout = {
      ...layout,
      paper_bgcolor: words.ground,
      margin: { ...layout.margin, l: size.l + EDGE, r: size.r + EDGE, t: size.t + head, b: size.b + foot, autoexpand: false },
      annotations: [
        ...(layout.annotations || []),
        { ...line, text: `${LESS}b>${title.join(BREAK)}${LESS}/b>`, y: 1, yanchor: "bottom", yshift: size.t + EDGE / 2, font: { size: TITLE, color: words.ink } },
        { ...line, text: source.join(BREAK), y: 0, yanchor: "top", yshift: -size.b - EDGE / 2, font: { size: SOURCE, color: words.muted } },
      ],
    };
    gd._context.toImageButtonOptions = {
      ...options, format, width: width + 2 * EDGE, height: full.height + head + foot, filename: words.file,
    };
    setTimeout(() => {
      gd.layout = layout;
      gd._context.toImageButtonOptions = options;
    }, 0);
  }

  // beside plotly's button for PNG, one for SVG
  function offer(gd) {
    const png = gd.querySelector(".modebar-btn:not(.balance-svg)"), words = gd.layout && gd.layout.meta;
    if (!png || !words || !words.source || gd.querySelector(".balance-svg")) return;
    const svg = png.cloneNode(false);
    svg.classList.add("balance-svg");
    svg.textContent = "SVG";
    svg.style.cssText = "font: 600 11px sans-serif; padding: 3px 4px; height: auto; text-decoration: none";
    for (const [button, label] of [[png, words.png], [svg, words.svg]]) {
      button.setAttribute("data-title", label);
      button.setAttribute("aria-label", label);
    }
    svg.style.color = words.muted;
    png.after(svg);
    svg.addEventListener("click", () => {
      gd.balanceFormat = "svg";
      png.click();
    });
  }

  // plotly tells in English that it takes a picture, and that it has taken it
  const quiet = document.createElement("style");
  quiet.textContent = ".plotly-notifier { display: none }";
  document.head.append(quiet);

  document.addEventListener("mouseover", (event) => {
    const gd = chartOf(event.target);
    if (gd) offer(gd);
  }, true);
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest(".modebar-btn"), gd = button && chartOf(button);
    if (!gd || button.classList.contains("balance-svg")) return;
    dressed(gd, gd.balanceFormat || "png");
    gd.balanceFormat = "";
  }, true);
})();
