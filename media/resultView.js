// The page of the result view. It holds the secret's value only while that is on show.
(() => {
  const secret = document.getElementById('secret');
  const status = document.getElementById('status');
  const toggle = document.getElementById('reveal');
  const revealLabel = toggle?.textContent;
  let shown = false;
  let hiding;

  const show = (value, hideAfterMs) => {
    // Clients of some types have no secret.
    if (!toggle) return;
    clearTimeout(hiding);
    shown = value !== undefined;
    if (shown && hideAfterMs > 0) hiding = setTimeout(show, hideAfterMs);
    secret.textContent = shown ? value : secret.dataset.mask;
    toggle.setAttribute('aria-pressed', String(shown));
    toggle.textContent = shown ? toggle.dataset.hide : revealLabel;
  };

  toggle?.addEventListener('click', () => {
    if (shown) show(undefined);
    else livePage.post({ action: 'reveal' });
  });

  // Of the commands that try the credential, one is on show.
  let chosen = '0';
  const choose = () => {
    for (const each of document.querySelectorAll('[data-snippet]'))
      each.setAttribute('aria-pressed', String(each.dataset.snippet === chosen));
    for (const text of document.querySelectorAll('[data-text]')) text.hidden = text.dataset.text !== chosen;
    const copy = document.querySelector('[data-action="copySnippet"]');
    if (copy) copy.dataset.at = chosen;
  };
  document.addEventListener('click', event => {
    const choice = event.target.closest('[data-snippet]');
    if (!choice) return;
    chosen = choice.dataset.snippet;
    choose();
  });
  livePage.onUpdate(choose);

  window.addEventListener('message', ({ data }) => {
    if (typeof data.secret === 'string') show(data.secret, data.hideAfterMs);
    if (typeof data.status === 'string' && data.confirmed === undefined) status.textContent = data.status;
  });

  // A page in the background is a page that nobody guards.
  window.addEventListener('blur', () => show(undefined));
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) show(undefined);
  });
})();
