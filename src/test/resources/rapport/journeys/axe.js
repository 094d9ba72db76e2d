// Runs axe on the page that is shown, and answers what it found, a sentence for each rule: ({about}) => [sentences].
// What depends on colours or on sizes alone is asked for by itself, where nothing else has changed.
async ({ about }) => {
  const options = {
    everything: { rules: { 'target-size': { enabled: true } } },
    sizes: { runOnly: { type: 'rule', values: ['target-size', 'scrollable-region-focusable', 'color-contrast'] } },
    colours: { runOnly: { type: 'tag', values: ['cat.color'] } },
  }[about];
  const found = await axe.run(document, { ...options, resultTypes: ['violations'] });
  return found.violations.map(rule =>
    `${rule.id}: ${rule.help}: ${rule.nodes.slice(0, 3).map(node => {
      const data = node.any[0]?.data;
      const figures = data?.contrastRatio ? ` (${data.fgColor} on ${data.bgColor}: ${data.contrastRatio})` : '';
      return node.target.join(' ') + figures + ' ' + node.html.slice(0, 120);
    }).join(' | ')} (${rule.nodes.length})`);
}
