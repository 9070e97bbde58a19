// The page of the result view. It holds the secret's value only while that is on show.
(() => {
  const editor = acquireVsCodeApi();
  const secret = document.getElementById('secret');
  const status = document.getElementById('status');
  const toggle = document.querySelector('[data-action="reveal"]');
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

  for (const button of document.querySelectorAll('button[data-action]')) {
    button.addEventListener('click', () => {
      if (button === toggle && shown) show(undefined);
      else editor.postMessage({ action: button.dataset.action });
    });
  }

  window.addEventListener('message', ({ data }) => {
    if (typeof data.secret === 'string') show(data.secret, data.hideAfterMs);
    if (typeof data.status === 'string') status.textContent = data.status;
  });

  // A page in the background is a page that nobody guards.
  window.addEventListener('blur', () => show(undefined));
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) show(undefined);
  });
})();
