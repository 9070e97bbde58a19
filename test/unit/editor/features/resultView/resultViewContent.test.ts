import assert from 'node:assert/strict';
import {
  LINK_MARK,
  type ResultViewModel,
  resultViewContent,
  type VerificationState,
} from '../../../../../src/editor/features/resultView/resultViewContent.ts';

const HOSTILE = `"><img src=x onerror=alert(1)>&'\${x}`;
const resources = {
  scriptUri: 'vscode-resource:/r.js',
  styleUri: 'vscode-resource:/r.css',
  cspSource: 'vscode-resource:',
  nonce: 'n0nce',
};
const now = new Date('2026-11-23T10:00:00Z');

const secret: NonNullable<ResultViewModel['secret']> = {
  expiresAt: new Date('2027-11-23T00:00:00Z'),
  verification: { kind: 'none' },
  locations: [{ text: HOSTILE }, { text: `Written to ${LINK_MARK}: ${HOSTILE}.`, file: HOSTILE }],
  snippets: [
    { language: 'node', folder: `/home/me/${HOSTILE}`, text: HOSTILE },
    { language: 'curl', text: 'curl "$ADH"' },
  ],
};
const model: ResultViewModel = {
  connectionName: HOSTILE,
  clientName: HOSTILE,
  clientId: HOSTILE,
  clientType: 'clientCredentials',
  secret,
  problems: [HOSTILE],
  now,
};
const shown = (changes: Partial<ResultViewModel> = {}) =>
  resultViewContent({ ...model, ...changes }, resources);
const verified = (verification: VerificationState) => shown({ secret: { ...secret, verification } });
const namesOf = (page: string) =>
  [...page.matchAll(/<button([^>]*)>(?:<svg.*?<\/svg>)?([^<]*)</gs)].map(
    ([, attributes = '', text]) => /aria-label="([^"]*)"/.exec(attributes)?.[1] ?? text,
  );

describe('the page of the result view', () => {
  const page = shown();

  it('never treats a name as markup', () => {
    assert.doesNotMatch(page, /<img/);
    assert.ok(page.split('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&amp;&#39;').length - 1 >= 9);
  });

  it('runs only its own script', () => {
    assert.match(page, /default-src 'none'/);
    assert.match(page, /script-src 'nonce-n0nce'/);
    assert.doesNotMatch(page, /unsafe|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
    assert.deepEqual(page.match(/<script[^>]*>/g), ['<script nonce="n0nce" src="vscode-resource:/r.js">']);
  });

  it('has the same buttons in the same order in every state, and announces results', () => {
    const names = [
      ...['Verify', 'Insert…', 'Run in Terminal', 'Show Details'],
      ...['Copy Client ID', 'Reveal', 'Copy Secret', 'Node.js', 'curl', 'Copy Command'],
    ];
    assert.deepEqual(namesOf(page), names);
    const report = { state: 'works' as const, text: 'Fine.' };
    assert.deepEqual(namesOf(verified({ kind: 'done', report, at: now })), names);
    assert.match(page, /role="status" aria-live="polite"/);
    assert.match(page, /id="reveal" data-own aria-pressed="false"/);
    assert.match(page, /id="secret" data-own data-mask=/);
  });

  it('names the connection, and says when the secret expires', () => {
    const named = shown({ connectionName: 'Rig' });
    assert.match(named, /<div class="crumb">Rig › Client-Credentials<\/div>/);
    assert.match(named, /November 23, 2027 <span class="chip plain">in 365 days<\/span>/);
  });

  it('links the file inside of its sentence', () => {
    const locations = [{ text: `Written to ${LINK_MARK}: KEY.`, file: '.env' }];
    const linked = shown({ secret: { ...secret, locations } });
    assert.match(
      linked,
      /<div>Written to <a href="#" data-action="openLocation" data-at="0">\.env<\/a>: KEY\.<\/div>/,
    );
  });

  it('says in a banner that stays whether the credential works, and what to do', () => {
    assert.match(page, /class="banner blue">.*<b>Not verified yet\.<\/b>/);
    assert.match(verified({ kind: 'running' }), /class="banner blue">.*<b>Verifying…<\/b>/);
    const done = (state: 'works' | 'fails' | 'later', label?: string) =>
      verified({
        kind: 'done',
        at: now,
        report: {
          state,
          text: 'That is why.',
          fix: label === undefined ? undefined : { label, isRepeat: false, run: async () => {} },
        },
      });
    assert.match(
      done('works'),
      /class="banner green">.*<b>Ready to use\.<\/b> That is why\. <span class="muted">Verified at /,
    );
    assert.match(
      done('later', 'Again'),
      /class="banner amber">.*<b>Not verified\.<\/b> That is why\..*data-action="fix">Again</,
    );
    assert.match(
      done('fails', 'Rotate…'),
      /class="banner red">.*<b>Doesn’t work\.<\/b> That is why\..*data-action="fix">Rotate…</,
    );
  });

  it('shows one command at a time, and no path of this machine', () => {
    assert.match(page, /data-text="0"><p/);
    assert.match(page, /data-text="1" hidden>/);
    assert.doesNotMatch(page, /home\/me/);
  });

  it('shows only the id when there is no secret', () => {
    const alone = shown({ secret: undefined, problems: [], clientType: 'deviceCode' });
    assert.deepEqual(namesOf(alone), ['Show Details', 'Copy Client ID']);
    assert.doesNotMatch(alone, /Reveal|id="secret"|id="run"/);
    assert.match(alone, /Clients of this type have no secret/);
  });
});
