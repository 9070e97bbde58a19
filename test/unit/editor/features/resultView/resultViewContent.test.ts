import assert from 'node:assert/strict';
import { resultViewContent } from '../../../../../src/editor/features/resultView/resultViewContent.ts';

const HOSTILE = `"><img src=x onerror=alert(1)>&'\${x}`;
const resources = {
  scriptUri: 'vscode-resource:/r.js',
  styleUri: 'vscode-resource:/r.css',
  cspSource: 'vscode-resource:',
  nonce: 'n0nce',
};

describe('the page of the result view', () => {
  const page = resultViewContent(
    {
      clientName: HOSTILE,
      clientId: HOSTILE,
      hasSecret: true,
      expiry: HOSTILE,
      done: [HOSTILE],
      problems: [HOSTILE],
    },
    resources,
  );

  it('never treats a name as markup', () => {
    assert.doesNotMatch(page, /<img/);
    assert.equal(page.split('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&amp;&#39;').length - 1, 6);
  });

  it('runs only its own script', () => {
    assert.match(page, /default-src 'none'/);
    assert.match(page, /script-src 'nonce-n0nce'/);
    assert.doesNotMatch(page, /unsafe|https?:/);
    assert.deepEqual(page.match(/<script[^>]*>/g), ['<script nonce="n0nce" src="vscode-resource:/r.js">']);
  });

  it('labels its buttons and fields, and announces results', () => {
    const buttons = [...page.matchAll(/<button[^>]*>([^<]+)</g)].map(([, label]) => label);
    assert.deepEqual(buttons, [
      ...['Copy Id', 'Reveal', 'Copy Secret', 'Insert…', 'Verify', 'Run in Terminal', 'Show Details'],
    ]);
    assert.match(page, /<dt>Client Secret<\/dt>\n<dd><code id="secret" data-mask=/);
    assert.match(page, /role="status" aria-live="polite"/);
    assert.match(page, /data-action="reveal" aria-pressed="false"/);
  });

  it('puts Verify first when the credential has already been written', () => {
    const written = resultViewContent(
      {
        clientName: 'App',
        clientId: 'id',
        hasSecret: true,
        expiry: '',
        done: [],
        problems: [],
        isDelivered: true,
      },
      resources,
    );
    const buttons = [...written.matchAll(/<button[^>]*>([^<]+)</g)].map(([, label]) => label);
    assert.deepEqual(buttons.slice(3, 5), ['Verify', 'Insert…']);
  });

  it('shows only the id when there is no secret', () => {
    const alone = resultViewContent(
      { clientName: 'App', clientId: 'id', hasSecret: false, expiry: '', done: [], problems: [] },
      resources,
    );
    const buttons = [...alone.matchAll(/<button[^>]*>([^<]+)</g)].map(([, label]) => label);
    assert.deepEqual(buttons, ['Copy Id', 'Show Details']);
    assert.doesNotMatch(alone, /secret/i);
  });
});
