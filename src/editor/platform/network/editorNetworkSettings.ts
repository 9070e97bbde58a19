import type { NetworkSettings } from '../../../network/networkSettings.ts';
import { omitUndefined } from '../../vocabulary/omitUndefined.ts';

/** Reads one of the editor's settings `http.*`. */
export type ReadHttpSetting = (key: string) => unknown;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the network settings from the editor's settings and the environment. A setting takes precedence over a
 * variable, as in the editor.
 */
export function editorNetworkSettings(
  setting: ReadHttpSetting,
  environment: Environment,
): Omit<NetworkSettings, 'certificates'> {
  const text = (key: string) => textOf(setting(key));
  const proxy =
    setting('proxySupport') === 'off' ? '' : text('proxy') || variable(environment, 'https_proxy');
  const listed = setting('noProxy');
  const noProxy =
    Array.isArray(listed) && listed.length > 0 ? listed.map(textOf) : [variable(environment, 'no_proxy')];
  const proxyAuthorization = text('proxyAuthorization');
  return omitUndefined({
    proxy: proxy ? withScheme(proxy) : undefined,
    proxyAuthorization: proxyAuthorization || undefined,
    noProxy: noProxy.filter(entry => entry !== ''),
    strictProxyTls: setting('proxyStrictSSL') !== false,
  });
}

/** Reads a variable by its lowercase or uppercase name. */
const variable = (environment: Environment, name: string): string =>
  textOf(environment[name] || environment[name.toUpperCase()]);

/** Adds a missing `http://`. */
const withScheme = (proxy: string): string => (/^[a-z\d]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`);

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
