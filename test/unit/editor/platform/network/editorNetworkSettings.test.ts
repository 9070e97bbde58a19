import assert from 'node:assert/strict';
import { editorNetworkSettings } from '../../../../../src/editor/platform/network/editorNetworkSettings.ts';

const DIRECT = { noProxy: [], strictProxyTls: true };

describe('editorNetworkSettings', () => {
  type Given = Readonly<Record<string, unknown>>;
  const cases: readonly [string, Given, Record<string, string>, object][] = [
    ['nothing at all', {}, {}, DIRECT],
    ['an empty setting', { proxy: '' }, {}, DIRECT],
    ['http.proxy', { proxy: 'http://p:3128' }, {}, { ...DIRECT, proxy: 'http://p:3128' }],
    ['a proxy without its scheme', { proxy: ' p:3128 ' }, {}, { ...DIRECT, proxy: 'http://p:3128' }],
    ['HTTPS_PROXY', {}, { HTTPS_PROXY: 'http://q:1' }, { ...DIRECT, proxy: 'http://q:1' }],
    [
      'https_proxy before HTTPS_PROXY',
      {},
      { https_proxy: 'http://r:1', HTTPS_PROXY: 'http://q:1' },
      { ...DIRECT, proxy: 'http://r:1' },
    ],
    [
      'http.proxy before HTTPS_PROXY',
      { proxy: 'http://p:1' },
      { HTTPS_PROXY: 'http://q:1' },
      { ...DIRECT, proxy: 'http://p:1' },
    ],
    ['HTTP_PROXY, which is for others', {}, { HTTP_PROXY: 'http://q:1' }, DIRECT],
    [
      'http.proxySupport off',
      { proxy: 'http://p:1', proxySupport: 'off' },
      { HTTPS_PROXY: 'http://q:1' },
      DIRECT,
    ],
    [
      'http.proxySupport on',
      { proxy: 'http://p:1', proxySupport: 'on' },
      {},
      { ...DIRECT, proxy: 'http://p:1' },
    ],
    [
      'http.proxyAuthorization',
      { proxyAuthorization: 'Basic eDp5' },
      {},
      { ...DIRECT, proxyAuthorization: 'Basic eDp5' },
    ],
    ['http.proxyStrictSSL off', { proxyStrictSSL: false }, {}, { ...DIRECT, strictProxyTls: false }],
    ['http.noProxy', { noProxy: ['a', ' *.b '] }, { NO_PROXY: 'c' }, { ...DIRECT, noProxy: ['a', '*.b'] }],
    ['NO_PROXY', { noProxy: [] }, { NO_PROXY: 'c,d' }, { ...DIRECT, noProxy: ['c,d'] }],
    ['values other than text', { proxy: 7, noProxy: [7, null], proxyAuthorization: {} }, {}, DIRECT],
  ];
  for (const [title, settings, environment, expected] of cases) {
    it(`with ${title}`, () => {
      assert.deepEqual(
        editorNetworkSettings(key => settings[key], environment),
        expected,
      );
    });
  }
});
