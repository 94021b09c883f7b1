// The open map: moving, zooming, searching, choosing. A drawing too large for the page is painted here, on a canvas
// twice as wide as its frame, so that moving only shifts what is painted.
(() => {
  const place = document.querySelector("[data-map]");
  if (!place) return;
  const [box, svg, canvas] = [".open-map", "svg", "canvas"].map((one) => place.querySelector(one));
  const [field, layers, part] = [document.getElementById("q"), [], (name) => svg.querySelector(`.${name}`)];
  let people, ties, frame, view, painted, resting, dragged;
  const scale = () => box.clientWidth / view.w;
  const put = (name, path) => part(name).setAttribute("d", path);
  const dots = (some) => some.map(([x, y]) => `M${x} ${y}h0`).join("");
  const lines = (some) => some.map((pair) => "M" + pair.map((i) => people[i].slice(0, 2)).join("L")).join("");

  const paint = () => {
    const [fine, pen] = [devicePixelRatio, canvas.getContext("2d")];
    const [width, height, k] = [box.clientWidth * fine, box.clientHeight * fine, scale() * fine];
    [painted, canvas.style.transform, canvas.width, canvas.height] = [view, "", 2 * width, 2 * height];
    pen.setTransform(k, 0, 0, k, width - view.x * k, height - view.y * k);
    pen.lineCap = "round";
    for (const [name, path] of layers) {
      ({ stroke: pen.strokeStyle, strokeOpacity: pen.globalAlpha } = getComputedStyle(part(name)));
      pen.lineWidth = name === "ties" ? 1 / k : Math.max(10, 3 / k);
      pen.stroke(path);
    }
  };
  // Nothing has moved for a moment: names as large as ever, those of people once they stand apart.
  const rest = () => {
    const k = scale();
    if (canvas && (painted?.w !== view.w || Math.hypot(view.x - painted.x, view.y - painted.y) > view.w / 4)) paint();
    for (const text of part("names").children) text.style.display = text.dataset.from > k ? "none" : "inline";
    const near = people.filter(([x, y]) => k > 5 && Math.hypot(x - view.x, y - view.y) < view.w / 2);
    part("people").replaceChildren(...near.map(([x, y, name]) => {
      const text = document.createElementNS(svg.namespaceURI, "text");
      text.textContent = name;
      text.setAttribute("x", x);
      text.setAttribute("y", y - 8);
      return text;
    }));
    svg.setAttribute("font-size", 12 / k);
  };
  const show = (to) => {
    view = { ...view, ...to };
    const [{ x, y, w }, h, k] = [view, (view.w * box.clientHeight) / box.clientWidth, scale()];
    svg.setAttribute("viewBox", [x - w / 2, y - h / 2, w, h].join(" "));
    if (painted) canvas.style.transform = `translate(${(painted.x - x) * k}px,${(painted.y - y) * k}px) scale(${painted.w / w})`;
    clearTimeout(resting);
    resting = setTimeout(rest, 120);
  };
  const move = (dx, dy) => show({ x: view.x + dx / scale(), y: view.y + dy / scale() });
  const all = ([x, y, w, h]) => ({ x: x + w / 2, y: y + h / 2, w: Math.max(w, (h * box.clientWidth) / box.clientHeight) });
  const zoom = (by) => show(by ? { w: view.w * by } : all(frame));
  const choose = (i) => {
    put("lit", lines(ties.filter((tie) => tie.includes(i))));
    put("marked", dots([people[i]]));
    htmx.ajax("GET", `/map/people/${people[i][5]}`, { target: ".chosen", select: "#ties" });
  };
  // The person at a place of the frame, counted from its middle; an empty place becomes the middle.
  const take = (dx, dy) => {
    const far = people.map(([x, y]) => Math.hypot((x - view.x) * scale() - dx, (y - view.y) * scale() - dy));
    const nearest = far.indexOf(Math.min(...far));
    if (far[nearest] < 12) choose(nearest);
    else move(dx, dy);
  };
  const search = () => {
    const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
    const wanted = plain(field.value);
    const found = people.filter((one) => wanted && plain(`${one[2]} ${one[4]}`).includes(wanted));
    if (found.length === 1) choose(people.indexOf(found[0]));
    else put("marked", dots(found));
  };
  const keys = {
    ArrowLeft: () => move(-80, 0),
    ArrowRight: () => move(80, 0),
    ArrowUp: () => move(0, -80),
    ArrowDown: () => move(0, 80),
    "+": () => zoom(2 / 3),
    "-": () => zoom(1.5),
    0: () => zoom(0),
    Enter: () => take(0, 0),
  };

  fetch(place.dataset.map).then((answer) => answer.json()).then((data) => {
    ({ people, ties, frame } = data);
    for (let i = 0; canvas && i < ties.length; i += 200) layers.push(["ties", new Path2D(lines(ties.slice(i, i + 200)))]);
    for (let c = 0; canvas && c < 5; c += 1) layers.push([`c${c}`, new Path2D(dots(people.filter((one) => one[3] === c)))]);
    for (const one of [place, ...place.querySelectorAll("[hidden]")]) one.hidden = false;
    box.tabIndex = 0;
    zoom(0);
    rest();
    search();
    field.addEventListener("input", search);
    place.addEventListener("click", ({ target }) => keys[target.dataset.key]?.());
    box.addEventListener("keydown", (event) => {
      const act = keys[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    });
    box.addEventListener("pointerdown", ({ pointerId }) => [dragged] = [0, box.setPointerCapture(pointerId)]);
    box.addEventListener("pointermove", ({ buttons, movementX, movementY }) => {
      if (buttons !== 1) return;
      dragged += Math.abs(movementX) + Math.abs(movementY);
      move(-movementX, -movementY);
    });
    box.addEventListener("click", ({ offsetX, offsetY }) => dragged < 6 && take(offsetX - box.clientWidth / 2, offsetY - box.clientHeight / 2));
    addEventListener("resize", () => show());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => canvas && paint());
  });
})();
