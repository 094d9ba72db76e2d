// What has the focus, and how it shows: () => facts, or null where nothing has it.
() => {
  const el = document.activeElement;
  if (!el || el === document.body) return null;
  const style = getComputedStyle(el);
  const box = el.getBoundingClientRect();
  const all = [...document.querySelectorAll('*')];
  return {
    what: `<${el.tagName.toLowerCase()} ${el.id || el.className}> “${(el.innerText || el.getAttribute('aria-label') || el.name || '').trim().slice(0, 40)}”`,
    place: all.indexOf(el),
    ring: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
    covered: (() => {
      const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 1), innerWidth - 2);
      const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 2);
      const top = document.elementFromPoint(x, y);
      return !!top && !el.contains(top) && !top.contains(el) && !el.labels?.length;
    })(),
    tabindex: el.tabIndex
  };
}
