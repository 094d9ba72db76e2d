// Whoever asks for less motion is shown none: () => [sentences].
() => {
  const moving = document.getAnimations().map(one => `something moves: ${one.animationName ?? one.transitionProperty}`);
  const seconds = text => Math.max(...text.split(',').map(parseFloat));
  for (const el of document.querySelectorAll('*')) {
    for (const part of [undefined, '::before', '::after']) {
      const style = getComputedStyle(el, part);
      const lasts = Math.max(seconds(style.transitionDuration), style.animationName === 'none' ? 0 : seconds(style.animationDuration));
      if (lasts > 0.01) moving.push(`<${el.tagName.toLowerCase()} class="${el.className}">${part ?? ''} would move for ${lasts} s`);
    }
  }
  return [...new Set(moving)].slice(0, 5);
}
