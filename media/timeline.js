// The timeline page: one row is in the order of the Tab key, arrow keys move among the rows, Enter and Space open one.
(() => {
  const editor = acquireVsCodeApi();
  for (const button of document.querySelectorAll('button[data-action]')) {
    button.addEventListener('click', () => editor.postMessage({ action: button.dataset.action }));
  }
  const rows = [...document.querySelectorAll('.row')];
  const page = 10;
  const steps = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -rows.length,
    End: rows.length,
  };
  const open = row => editor.postMessage({ action: 'open', index: Number(row.dataset.index) });
  const focus = index => {
    const wanted = rows[Math.min(rows.length - 1, Math.max(0, index))];
    for (const row of rows) row.setAttribute('tabindex', row === wanted ? '0' : '-1');
    wanted.focus();
    wanted.scrollIntoView({ block: 'nearest' });
  };
  rows.forEach((row, index) => {
    row.addEventListener('click', () => open(row));
    row.addEventListener('keydown', event => {
      const isOpening = event.key === 'Enter' || event.key === ' ';
      const step = steps[event.key];
      if (!isOpening && step === undefined) return;
      event.preventDefault();
      if (isOpening) open(row);
      else focus(index + step);
    });
  });
})();
