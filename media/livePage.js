// What pages have in common that change while they are open: one link to the editor, updates in place, menus, and buttons that
// confirm what they have done. A page's own script is loaded after this one.
window.livePage = (() => {
  const editor = acquireVsCodeApi();
  const CONFIRMED_MS = 2000;
  const updated = new Set();

  const KEYS = ['id', 'data-action', 'data-secret', 'data-at', 'data-filter', 'popovertarget'];
  const keyOf = element => KEYS.map(name => element.getAttribute(name) ?? '').join('\n');

  /** Makes the attributes of one element those of another. */
  const syncAttributes = (shown, wanted) => {
    for (const { name } of [...shown.attributes]) {
      if (!wanted.hasAttribute(name)) shown.removeAttribute(name);
    }
    for (const { name, value } of wanted.attributes) {
      if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
    }
  };

  /** Makes what is shown what is wanted, and touches nothing that is so already. */
  const sync = (shown, wanted) => {
    if (shown.isEqualNode(wanted)) return;
    const isElement = shown.nodeType === Node.ELEMENT_NODE && wanted.nodeType === Node.ELEMENT_NODE;
    if (!isElement || shown.tagName !== wanted.tagName || keyOf(shown) !== keyOf(wanted)) {
      shown.replaceWith(wanted);
      return;
    }
    // What a script of the page has changed is its own.
    if (shown.dataset.own !== undefined) return;
    syncAttributes(shown, wanted);
    const before = [...shown.childNodes];
    const after = [...wanted.childNodes];
    if (before.length === after.length) {
      for (const [index, child] of before.entries()) sync(child, after[index]);
    } else {
      shown.replaceChildren(...after);
    }
  };

  /** Runs a change of the page, after which the focus and an open menu are where they were. */
  const keepingPlace = change => {
    const focused = document.activeElement;
    const key = focused && focused !== document.body ? keyOf(focused) : undefined;
    const open = document.querySelector(':popover-open')?.id;
    change();
    if (open && !document.querySelector(':popover-open')) document.getElementById(open)?.showPopover();
    if (key === undefined || document.activeElement === focused) return;
    const candidates = document.querySelectorAll(focused.tagName);
    [...candidates].find(each => keyOf(each) === key)?.focus({ preventScroll: true });
  };

  const update = html => {
    const wanted = new DOMParser().parseFromString(html, 'text/html');
    keepingPlace(() => {
      document.title = wanted.title;
      sync(document.querySelector('main'), wanted.querySelector('main'));
      for (const listener of updated) listener();
    });
  };

  /** Says in a button, and to a screen reader, that it has been done; the status may say more, and then stays. */
  const confirm = (button, text, said = text) => {
    const status = document.getElementById('status');
    if (status) status.textContent = said;
    if (!button || button.dataset.own !== undefined) return;
    const before = [...button.childNodes];
    button.dataset.own = '';
    button.style.minWidth = `${button.offsetWidth}px`;
    button.classList.add('copied', 'green');
    button.replaceChildren(text);
    setTimeout(() => {
      button.replaceChildren(...before);
      button.classList.remove('copied', 'green');
      button.style.minWidth = '';
      delete button.dataset.own;
      if (status?.textContent === text) status.textContent = '';
    }, CONFIRMED_MS);
  };

  const post = ({ action, secret, at }) =>
    editor.postMessage({
      action,
      ...(secret === undefined ? {} : { secretId: Number(secret) }),
      ...(at === undefined ? {} : { at: Number(at) }),
    });

  document.addEventListener('click', event => {
    const button = event.target.closest('[data-action]');
    if (!button) return;
    event.preventDefault();
    button.closest('[popover]')?.hidePopover();
    post(button.dataset);
  });

  // A menu has the keyboard while it is open: arrow keys move, Escape closes it, and its button has the focus again.
  document.addEventListener(
    'toggle',
    event => {
      if (event.newState === 'open') event.target.querySelector('[role="menuitem"]')?.focus();
    },
    true,
  );
  document.addEventListener('keydown', event => {
    const menu = document.activeElement?.closest('[role="menu"]');
    if (!menu) return;
    const items = [...menu.querySelectorAll('[role="menuitem"]')];
    const at = items.indexOf(document.activeElement);
    const last = items.length - 1;
    const next = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === 'Tab') menu.hidePopover();
    if (next === undefined) return;
    event.preventDefault();
    items[next].focus();
  });

  window.addEventListener('message', ({ data }) => {
    if (typeof data.page === 'string') update(data.page);
    if (typeof data.confirmed === 'string') {
      const [action, secret] = [data.action, data.secretId].map(each => CSS.escape(String(each)));
      const of = data.secretId === undefined ? '' : `[data-secret="${secret}"]`;
      confirm(document.querySelector(`[data-action="${action}"]${of}`), data.confirmed, data.status);
    }
  });

  // Whoever comes back to the page finds it where it was.
  const place = document.title;
  const before = editor.getState();
  window.addEventListener('load', () => {
    if (before?.place === place) window.scrollTo(0, before.top);
    // Whoever came for one of the secrets finds it under the keyboard.
    document.querySelector('[data-focus]')?.focus();
    editor.postMessage({ action: 'ready' });
  });
  window.addEventListener('scroll', () => editor.setState({ place: document.title, top: window.scrollY }), {
    passive: true,
  });

  return { post, confirm, onUpdate: listener => updated.add(listener) };
})();
