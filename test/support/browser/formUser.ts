import type { LocalTenant } from '../tenant/localTenant.ts';
import { passwordOf, type UserName } from './loginPage.ts';

/** A user whose browser shows no pages: follows redirects, keeps cookies, sends the forms that it meets. */
export interface FormUser {
  /** Signs in where an address leads; returns the address elsewhere to which the browser is sent in the end. */
  signInAt(address: string): Promise<URL>;
  /** Types a device's code, agrees and signs in. */
  approveDevice(completeAddress: string): Promise<void>;
}

const UNESCAPED: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&lt;': '<',
  '&gt;': '>',
};
const unescaped = (text: string): string =>
  text.replace(/&(?:amp|quot|#39|lt|gt);/g, entity => UNESCAPED[entity] ?? entity);

/** Makes a user of a local tenant, by default its administrator. */
export function formUser(tenant: LocalTenant, userName: UserName = 'administrator'): FormUser {
  const cookies = new Map<string, string>();
  const known = { email: userName, password: passwordOf(tenant, userName) };

  async function load(url: URL, form?: URLSearchParams): Promise<{ url: URL; html?: string }> {
    if (url.origin !== tenant.resource) return { url };
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    const html = await response.text();
    return location ? load(new URL(location, url)) : { url, html };
  }

  /** Fills in and sends the page's form. */
  function submit(url: URL, html: string): Promise<{ url: URL; html?: string }> {
    const action = /<form method="post"(?: action="([^"]*)")?/.exec(html);
    if (!action) throw new Error(`no form at ${url.pathname}: ${html.replace(/<[^>]+>/g, ' ').trim()}`);
    const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const fields = new URLSearchParams(
      hidden.map(([, name = '', value = '']): [string, string] => [name, unescaped(value)]),
    );
    if (html.includes('name="password"'))
      for (const [name, value] of Object.entries(known)) fields.set(name, value);
    return load(new URL(unescaped(action[1] ?? url.href), url), fields);
  }

  return {
    async signInAt(address) {
      const { url, html } = await load(new URL(address));
      return html === undefined ? url : (await submit(url, html)).url;
    },
    async approveDevice(completeAddress) {
      let { url, html = '' } = await load(new URL(completeAddress));
      while (!html.includes('The device is signed in')) {
        ({ url, html = '' } = await submit(url, html));
      }
    },
  };
}
