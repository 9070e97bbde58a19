import assert from 'node:assert/strict';
import type { VerifyCause } from '../../../../../src/credentials/verification/diagnosis.ts';
import {
  type VerificationModel,
  verificationContent,
} from '../../../../../src/editor/features/verification/verificationContent.ts';
import {
  byUrgency,
  countResults,
  placeKey,
  type VerifiedEntry,
} from '../../../../../src/editor/features/verification/verificationResults.ts';
import { ProjectFileError } from '../../../../../src/projectFiles/projectFileError.ts';

const HOSTILE = `"><img src=x onerror=alert(1)>&'`;
const resources = { scriptUri: 'r:/s.js', styleUri: 'r:/s.css', cspSource: 'r:', nonce: 'n0nce' };
const now = new Date('2026-11-23T10:00:00Z');
const reference = { resource: 'https://x', tenantId: 't', clientId: 'c', secretId: 1 };

const file = (name: string) => ({
  kind: 'file' as const,
  ...reference,
  file: `/home/me/w/${name}`,
  folder: '/home/me/w',
  clientSecretKey: ['KEY'],
  writtenAt: '',
});

let lastId = 0;
const entry = (
  clientName: string,
  cause?: VerifyCause,
  more: Partial<VerifiedEntry['place']> = {},
): VerifiedEntry => {
  lastId += 1;
  const kept = { ...reference, clientName, description: 'laptop', keptAt: now.toISOString() };
  const place = { ...reference, clientName, kept, ...more };
  return {
    id: lastId,
    place,
    diagnosis: cause && { place, cause, verified: { lifetimeSeconds: 60, tenantId: 't' } },
  };
};
const shown = (entries: readonly VerifiedEntry[], more: Partial<VerificationModel> = {}) =>
  verificationContent(
    { entries, isRunning: false, endedAt: now, connectionOf: () => 'Rig', now, ...more },
    resources,
  );
const tilesOf = (page: string) =>
  [...page.matchAll(/data-filter="(\w+)" aria-pressed="false"><b>(\d+)<\/b>/g)].map(([, ...of]) =>
    of.join(' '),
  );
const outcomeOf = (page: string) => /class="banner (\w+)".*?<b role="status">([^<]*)</s.exec(page)?.slice(1);

describe('the page of Verify All', () => {
  it('never treats texts of the service as markup', () => {
    const page = shown([entry(HOSTILE, 'failed', { binding: file(HOSTILE) })], {
      connectionOf: () => HOSTILE,
    });
    assert.doesNotMatch(page, /<img/);
  });

  it('counts each result, and says what came of it', () => {
    const [works, gone, later] = [
      entry('A', 'works'),
      entry('B', 'secretGone'),
      entry('C', 'notEffectiveYet'),
    ];
    assert.deepEqual(tilesOf(shown([works, gone, later])), ['fails 1', 'later 1', 'works 1']);
    const outcomes: readonly (readonly [readonly VerifiedEntry[], string, string])[] = [
      [[works], 'green', 'The credential works.'],
      [[works, entry('D', 'works')], 'green', 'All 2 credentials work.'],
      [[works, gone, later], 'red', '1 of 3 credentials doesn’t work.'],
      [[gone, entry('E', 'expired'), works], 'red', '2 of 3 credentials don’t work.'],
      [[works, later], 'amber', '1 of 2 credentials couldn’t be verified.'],
      [[later, entry('F', 'failed')], 'amber', '2 of 2 credentials couldn’t be verified.'],
      [[works, entry('G')], 'amber', 'Canceled. 1 of 2 credentials weren’t verified.'],
    ];
    for (const [entries, ...outcome] of outcomes) assert.deepEqual(outcomeOf(shown(entries)), outcome);
  });

  it('shows how far it is while it runs, and offers Cancel instead of Verify Again', () => {
    const page = shown([entry('A', 'works'), entry('B')], { isRunning: true });
    assert.match(page, /<progress max="2" value="1" aria-label="Verifying…">/);
    assert.match(page, />1 of 2</);
    assert.match(page, /data-action="cancel"/);
    assert.doesNotMatch(page, /verifyAgain/);
    assert.match(page, /data-result="untried".*<span class="chip">Waiting</s);
    assert.match(shown([entry('A')]), /data-action="verifyAgain".*<span class="chip">Not verified</s);
  });

  it('names the connection, in each row where there are several', () => {
    const one = shown([entry('A', 'works')]);
    assert.match(one, /<div class="crumb">Rig<\/div>/);
    assert.doesNotMatch(one, /Rig · /);
    const several = shown([entry('A', 'works'), entry('B', 'works', { tenantId: 'u' })], {
      connectionOf: ({ tenantId }) => (tenantId === 't' ? 'Rig' : 'Yard'),
    });
    assert.match(several, /<div class="crumb">Rig, Yard<\/div>/);
    assert.match(several, /<div>Yard · SecretStorage<\/div>/);
  });

  it('says of each credential where it is, why it doesn’t work, and what to do', () => {
    const page = shown([entry('Pump', 'clientDisabled', { binding: file('deep/.env') })]);
    assert.match(page, /<b>Pump<\/b> <span class="muted">laptop<\/span>/);
    assert.match(page, /<a href="#" data-action="openLocation" data-at="\d+">deep\/\.env \(KEY\)<\/a>/);
    assert.match(page, /<span class="chip red">Client disabled<\/span>/);
    assert.match(page, /The client is disabled\./);
    assert.match(page, /data-action="fix" data-at="\d+" aria-label="Enable Client: Pump">Enable Client</);
    assert.doesNotMatch(page, /home\/me/);
  });

  it('opens a file that can’t be read', () => {
    const broken = entry('Pump', 'failed', { binding: file('a.json') });
    const error = new ProjectFileError('notParsable', '/home/me/w/a.json', { detail: 'line 3, column 7' });
    const page = shown([{ ...broken, diagnosis: { place: broken.place, cause: 'failed', error } }]);
    assert.match(page, /<span class="chip amber">File can’t be read<\/span>/);
    assert.match(page, /<div>a\.json isn’t valid at line 3, column 7, /);
    assert.match(page, /aria-label="Open File: Pump">Open File</);
  });
});

describe('the results of Verify All', () => {
  it('are listed the worst first, then by name, and what was not tried last', () => {
    const entries = [
      entry('Works', 'works'),
      entry('Waits'),
      entry('B disabled', 'clientDisabled'),
      entry('A disabled', 'clientDisabled'),
      entry('Deleted', 'clientGone'),
    ];
    const names = byUrgency(entries).map(({ place }) => place.clientName);
    assert.deepEqual(names, ['Deleted', 'A disabled', 'B disabled', 'Works', 'Waits']);
    assert.deepEqual(countResults(entries), { works: 1, fails: 3, later: 0, untried: 1 });
  });

  it('know a place again when the places are listed anew', () => {
    const { place } = entry('A', 'works', { binding: file('.env') });
    assert.equal(placeKey(place), placeKey({ ...place, tenantId: 'T', clientName: 'Renamed' }));
    assert.notEqual(placeKey(place), placeKey({ ...place, secretId: 2 }));
    assert.notEqual(placeKey(place), placeKey({ ...place, binding: file('other.env') }));
  });
});
