import type { NetworkSettings } from '../../../network/networkSettings.ts';
import { omitUndefined } from '../../vocabulary/omitUndefined.ts';

/** Reads one of the editor's settings `http.*`. */
export type ReadHttpSetting = (key: string) => unknown;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Makes of the editor's settings and the environment how the network is reached: the setting counts before the
 * variable, as it does for the editor itself.
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

/** Reads a variable that is written in small or in capital letters. */
const variable = (environment: Environment, name: string): string =>
  textOf(environment[name] || environment[name.toUpperCase()]);

/** Adds what `host:port` leaves out. */
const withScheme = (proxy: string): string => (/^[a-z\d]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`);

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
