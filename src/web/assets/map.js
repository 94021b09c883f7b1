// The open map: moving, zooming, searching, choosing. A drawing too large for the page is painted here, on a canvas
// twice as wide as its frame, so that moving only shifts what is painted.
(() => {
  const place = document.querySelector("[data-map]");
  if (!place) return;
  const [box, svg, canvas] = [".open-map", "svg", "canvas"].map((one) => place.querySelector(one));
  const [field, layers] = [document.getElementById("q"), []];
  let people, ties, frame, view, painted, resting, dragged, last;
  const scale = () => box.clientWidth / view.w;
  const on = (node, type, act) => node.addEventListener(type, act);
  const part = (name) => svg.querySelector(`.${name}`);
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
      // The closer one looks, the fewer lines lie upon one another.
      [pen.globalAlpha, pen.lineWidth] = name === "ties" ? [Math.min(0.4, k / 4), 1 / k] : [1, Math.max(10, 3 / k)];
      pen.strokeStyle = getComputedStyle(part(name)).stroke;
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
    const [{ x, y, w }, k] = [view, scale()];
    const h = box.clientHeight / k;
    svg.setAttribute("viewBox", [x - w / 2, y - h / 2, w, h].join(" "));
    if (painted) canvas.style.transform = `translate(${(painted.x - x) * k}px,${(painted.y - y) * k}px) scale(${painted.w / w})`;
    clearTimeout(resting);
    resting = setTimeout(rest, 120);
  };
  const move = (dx, dy) => show({ x: view.x + dx / scale(), y: view.y + dy / scale() });
  const zoom = (by) => {
    const [x, y, w, h] = frame;
    show(by ? { w: view.w * by } : { x, y, w: Math.max(w, (h * box.clientWidth) / box.clientHeight) });
  };
  const choose = (i) => {
    put("lit", lines(ties.filter((tie) => tie.includes(i))));
    put("marked", dots([people[i]]));
    if (i === last) return;
    last = i;
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
    put("marked", dots(found));
    if (found.length === 1) choose(people.indexOf(found[0]));
  };
  const keys = {
    ArrowLeft: [move, -80, 0], ArrowRight: [move, 80, 0], ArrowUp: [move, 0, -80], ArrowDown: [move, 0, 80],
    "+": [zoom, 2 / 3], "-": [zoom, 1.5], 0: [zoom, 0], Enter: [take, 0, 0],
  };
  const press = ([act, ...by] = []) => act?.(...by);

  fetch(place.dataset.map).then((answer) => answer.json()).then((data) => {
    ({ people, ties, frame } = data);
    if (canvas) layers.push(["ties", new Path2D(lines(ties))]);
    for (let c = 0; canvas && c < 5; c += 1) layers.push([`c${c}`, new Path2D(dots(people.filter((one) => one[3] === c)))]);
    for (const one of [place, ...place.querySelectorAll("[hidden]")]) one.hidden = false;
    box.tabIndex = 0;
    zoom(0);
    rest();
    search();
    on(field, "input", search);
    on(place, "click", ({ target }) => press(keys[target.dataset.key]));
    on(box, "keydown", (event) => {
      if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      press(keys[event.key]);
    });
    on(box, "pointerdown", ({ pointerId }) => {
      dragged = 0;
      box.setPointerCapture(pointerId);
    });
    on(box, "pointermove", ({ buttons, movementX, movementY }) => {
      if (buttons !== 1) return;
      dragged += Math.abs(movementX) + Math.abs(movementY);
      move(-movementX, -movementY);
    });
    on(box, "click", ({ offsetX: x, offsetY: y }) => dragged < 6 && take(x - box.clientWidth / 2, y - box.clientHeight / 2));
    on(window, "resize", () => box.clientWidth && show());
    on(matchMedia("(prefers-color-scheme: dark)"), "change", () => canvas && paint());
  });
})();
