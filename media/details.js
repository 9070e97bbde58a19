// The page of a client's details: it asks the editor to do what its buttons say, and holds no secret.
(() => {
  const editor = acquireVsCodeApi();
  for (const button of document.querySelectorAll('button[data-action]')) {
    button.addEventListener('click', () => {
      const { action, secret } = button.dataset;
      editor.postMessage({ action, ...(secret === undefined ? {} : { secretId: Number(secret) }) });
    });
  }
  // who came for one of the secrets finds it under the keyboard
  document.querySelector('[data-focus]')?.focus();
})();
