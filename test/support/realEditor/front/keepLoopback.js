// Runs in the editor's page before the workbench. `asExternalUri('http://127.0.0.1:5005')` must stay what it
// is, as on the desktop, so the server's template is `http://127.0.0.1:{{port}}`. The workbench parses that
// template once before it is filled in, when it is no valid address yet: let exactly that one pass.
const placeholder = ':{{port}}';

window.URL = new Proxy(window.URL, {
  construct(target, [address, ...rest], newTarget) {
    const text = typeof address === 'string' ? address.replace(placeholder, '/{{port}}') : address;
    return Reflect.construct(target, [text, ...rest], newTarget);
  },
});
