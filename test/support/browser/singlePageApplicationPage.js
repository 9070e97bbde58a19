// A page that signs in as the service's public browser samples do: code and PKCE by redirect, silent renewal in a
// hidden frame, the API and userinfo by fetch, revocation and end session. The browser enforces CORS for all of it.
import * as oauth from 'oauth4webapi';

const REDIRECT_PATH = '/callback';
const INSECURE = { [oauth.allowInsecureRequests]: true };

/** @param {{ address: string, issuer: string, clientId: string, tenantId: string }} settings */
async function discovered({ address, issuer, clientId }) {
  const response = await oauth.discoveryRequest(new URL(address), INSECURE);
  return {
    server: await oauth.processDiscoveryResponse(new URL(issuer), response),
    client: { client_id: clientId },
  };
}

async function authorizeUrl(settings, extra = {}) {
  const { server } = await discovered(settings);
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  sessionStorage.setItem('pending', JSON.stringify({ settings, verifier, state }));
  const url = new URL(server.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: settings.clientId,
    redirect_uri: location.origin + REDIRECT_PATH,
    response_type: 'code',
    scope: 'openid profile ocsapi',
    acr_values: `tenant:${settings.tenantId}`,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...extra,
  });
  return url;
}

async function tokensFor(url) {
  const { settings, verifier, state } = JSON.parse(sessionStorage.getItem('pending'));
  const { server, client } = await discovered(settings);
  const refused = url.searchParams.get('error');
  if (refused) throw new Error(refused);
  const parameters = oauth.validateAuthResponse(server, client, url, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    location.origin + REDIRECT_PATH,
    verifier,
    INSECURE,
  );
  return oauth.processAuthorizationCodeResponse(server, client, response);
}

/** Renews without the user, in a frame that nobody sees. */
async function renewed(settings) {
  const url = await authorizeUrl(settings, { prompt: 'none' });
  const frame = document.createElement('iframe');
  frame.hidden = true;
  const answer = new Promise(resolve => addEventListener('message', resolve, { once: true }));
  frame.src = url.href;
  document.body.append(frame);
  const { data } = await answer;
  frame.remove();
  return tokensFor(new URL(data));
}

if (location.pathname === REDIRECT_PATH && window.parent !== window) {
  window.parent.postMessage(location.href, location.origin);
} else {
  Object.assign(window, {
    application: {
      async signIn(settings) {
        location.assign(await authorizeUrl(settings));
      },
      finishSignIn: () => tokensFor(new URL(location.href)),
      renewed,
      async userinfo(settings, accessToken) {
        const { server } = await discovered(settings);
        const headers = { Authorization: `Bearer ${accessToken}` };
        return (await fetch(server.userinfo_endpoint, { headers })).json();
      },
      async revoke(settings, token) {
        const { server, client } = await discovered(settings);
        const response = await oauth.revocationRequest(server, client, oauth.None(), token, INSECURE);
        return oauth.processRevocationResponse(response).then(() => response.status);
      },
      async statusOf(url, accessToken, method = 'GET') {
        const headers = { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' };
        const response = await fetch(url, { method, headers, ...(method === 'POST' && { body: '{}' }) });
        return { status: response.status, total: response.headers.get('Total-Count') };
      },
    },
  });
}
