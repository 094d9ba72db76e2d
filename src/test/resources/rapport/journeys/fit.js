// Looks for what does not fit on the page that is shown: () => [sentences]. Wider than the window, cut off with no way to
// read the rest, or standing in the way of something else.
() => {
  const troubles = [];
  const width = document.documentElement.clientWidth;
  const say = el => {
    const classes = el.className && typeof el.className === 'string' ? '.' + el.className.trim().replace(/\s+/g, '.') : '';
    return `<${el.tagName.toLowerCase()}${classes}> “${(el.innerText || el.value || '').trim().replace(/\s+/g, ' ').slice(0, 40)}”`;
  };
  const shown = el => el.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true });
  const scrolls = el => /auto|scroll/.test(getComputedStyle(el).overflowX);
  const inScroller = el => { for (let up = el.parentElement; up; up = up.parentElement) if (scrolls(up)) return true; return false; };
  // There for those who hear the page, or who come by keyboard.
  const aside = el => {
    for (let up = el; up; up = up.parentElement) {
      const style = getComputedStyle(up);
      const box = up.getBoundingClientRect();
      if (style.clipPath !== 'none' || (style.position === 'absolute' && (box.width <= 1 || box.bottom <= 0))) return true;
    }
    return false;
  };

  if (document.documentElement.scrollWidth > width) {
    troubles.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${width}`);
  }
  const all = [...document.body.querySelectorAll('*')].filter(el => !el.closest('svg, datalist, template, option, script') && shown(el) && !aside(el));
  for (const el of all) {
    const box = el.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    if ((box.right > width + 1 || box.left < -1) && !inScroller(el)) {
      troubles.push(`${say(el)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)} in a window of ${width}`);
    }
    const style = getComputedStyle(el);
    const cuts = /hidden|clip/.test(style.overflowX + style.overflowY) && !/INPUT|SELECT|TEXTAREA/.test(el.tagName);
    const more = el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 2;
    if (cuts && more && el.innerText?.trim() && !el.closest('a[href], summary, [title]') && !el.querySelector('[data-more], summary')) {
      troubles.push(`${say(el)} is cut off, and there is no way to read the rest`);
    }
  }

  // Boxes of text and of controls, as far as nothing cuts them off.
  const boxes = [];
  const within = (box, el) => {
    let { left, top, right, bottom } = box;
    for (let up = el; up; up = up.parentElement) {
      if (/hidden|clip|auto|scroll/.test(getComputedStyle(up).overflow)) {
        const frame = up.getBoundingClientRect();
        left = Math.max(left, frame.left); right = Math.min(right, frame.right);
        top = Math.max(top, frame.top); bottom = Math.min(bottom, frame.bottom);
      }
    }
    return { left, top, right, bottom };
  };
  const floats = el => { for (let up = el; up; up = up.parentElement) if (/fixed|sticky/.test(getComputedStyle(up).position)) return true; return false; };
  const visible = new Set(all);
  for (const el of all) {
    if (floats(el)) continue;
    if (el.matches('a, button, summary, input, select, textarea')) {
      for (const box of el.getClientRects()) boxes.push({ el, control: true, ...within(box, el.parentElement) });
    }
    for (const node of el.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim() || !visible.has(el)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) boxes.push({ el, control: false, ...within(box, el) });
    }
  }
  boxes.sort((one, other) => one.top - other.top);
  const told = new Set();
  let open = [];
  for (const box of boxes) {
    if (box.right - box.left < 2 || box.bottom - box.top < 2) continue;
    open = open.filter(other => other.bottom > box.top + 3);
    for (const other of open) {
      if (!box.control && !other.control && box.el === other.el) continue;
      if (box.el.contains(other.el) || other.el.contains(box.el)) continue;
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (across > 2 && down > 4) {
        const sentence = `${say(box.el)} and ${say(other.el)} stand on top of each other`;
        if (!told.has(sentence)) troubles.push(sentence);
        told.add(sentence);
      }
    }
    open.push(box);
  }
  return troubles.slice(0, 12);
}
