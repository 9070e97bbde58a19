// The page of Verify All: its tiles show only the rows of one result, and show all when they are pressed again.
(() => {
  let wanted;

  const filter = () => {
    for (const tile of document.querySelectorAll('[data-filter]'))
      tile.setAttribute('aria-pressed', String(tile.dataset.filter === wanted));
    const rows = [...document.querySelectorAll('[data-result]')];
    for (const row of rows) row.hidden = wanted !== undefined && row.dataset.result !== wanted;
    document.getElementById('nothing').hidden = rows.some(row => !row.hidden);
  };

  document.addEventListener('click', event => {
    const tile = event.target.closest('[data-filter]');
    if (!tile) return;
    wanted = tile.dataset.filter === wanted ? undefined : tile.dataset.filter;
    filter();
  });
  livePage.onUpdate(filter);
})();
