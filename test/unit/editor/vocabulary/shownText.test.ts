import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import ical from 'node-ical';
import papaparse from 'papaparse';
import type { ExpiringEntry } from '../../../../src/credentials/expiry/expiringSecrets.ts';
import { writeReport } from '../../../../src/editor/features/expiry/expiryReport.ts';
import { timelineContent } from '../../../../src/editor/features/expiry/timelineContent.ts';
import { resultViewContent } from '../../../../src/editor/features/resultView/resultViewContent.ts';
import {
  labelText,
  linesText,
  messageText,
  pickDetail,
  pickLabel,
} from '../../../../src/editor/vocabulary/shownText.ts';
import { HOSTILE_NAMES } from './hostileNames.ts';

/** Link pattern of editor messages (vs/base/common/linkedText.ts). */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
/** Icon pattern of editor labels (vs/base/browser/ui/iconLabel/iconLabels.ts). */
const ICON = /(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g;
/** Must not match any text of one line. */
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u3164\u{e0000}-\u{e007f}]/u;

const icons = (text: string) => [...text.matchAll(ICON)].filter(([, backslash]) => backslash === undefined);

/** Maximum length of a text, so that a name of 10,000 characters does not fill the window. */
const LONGEST = 1000;

const now = new Date('2026-11-24T12:00:00Z');
const entryOf = (name: string): ExpiringEntry => ({
  tenantId: 't',
  type: 'clientCredentials',
  clientId: 'c',
  enabled: true,
  secretId: 1,
  clientName: name,
  description: name,
  expiresAt: new Date('2027-01-31T23:59:59Z'),
});
const report = (name: string) => ({ entries: [entryOf(name)], takenAt: now, now });
const resources = { scriptUri: 's', styleUri: 'c', cspSource: 'p', nonce: 'n' };

/** Each surface, with its text of a name and the check of that text. */
const SURFACES: Readonly<
  Record<string, (name: string) => { readonly text: string; readonly isLine: boolean } | Promise<void>>
> = {
  'a label': name => ({ text: labelText(name), isLine: true }),
  'a message': name => {
    const text = messageText(l10n.t('Remove “{0}” now?', name));
    assert.doesNotMatch(text, LINK);
    assert.match(text, /^Remove “/);
    assert.match(text, /” now\?$/, 'what is asked stands at the end, however long the name');
    return { text, isLine: true };
  },
  'the detail of a dialog': name => ({ text: linesText(`${name}\n${name}`), isLine: false }),
  'an entry of a list': name => {
    const text = pickLabel(name);
    assert.deepEqual(icons(text), []);
    return { text, isLine: true };
  },
  'the detail of an entry': name => {
    const text = pickDetail(l10n.t('$(warning) With “{0}”', name));
    assert.deepEqual(
      icons(text).map(([, , icon]) => icon),
      ['warning'],
      'our own sign, and no other',
    );
    return { text, isLine: true };
  },
  'the page of the result': name => {
    const page = resultViewContent(
      { clientName: name, clientId: name, hasSecret: true, expiry: name, done: [name], problems: [name] },
      resources,
    );
    assert.deepEqual(page.match(/<(script|img|a|iframe)\b[^>]*>/g), ['<script nonce="n" src="s">']);
    assert.doesNotMatch(page.replaceAll('\n', ' '), UNSEEN);
    return Promise.resolve();
  },
  'the timeline': name => {
    const page = timelineContent(report(name), resources);
    assert.deepEqual(page.match(/<(script|img|a|iframe)\b[^>]*>/g), ['<script nonce="n" src="s">']);
    return Promise.resolve();
  },
  'a Markdown report': async name => {
    const text = await writeReport('md', report(name));
    assert.equal(text.trimEnd().split('\n').length, 4 + 3, 'one row');
    assert.doesNotMatch(text, /(?<!\\)\]\(|(?<!\\)<[a-z]/i);
    assert.doesNotMatch(text.replaceAll('\n', ' '), UNSEEN);
  },
  'a CSV report': async name => {
    const text = await writeReport('csv', report(name));
    const { data, errors } = papaparse.parse<Record<string, string>>(text, {
      header: true,
      skipEmptyLines: true,
    });
    assert.deepEqual(errors, []);
    assert.equal(data.length, 1);
    assert.doesNotMatch(data[0]?.clientName ?? '', /^[=+\-@\t\r]/);
    assert.ok([name, `'${name}`].includes(data[0]?.clientName ?? ''), 'a program reads the very name');
  },
  'a calendar': async name => {
    const text = await writeReport('ics', report(name));
    const events = Object.values(ical.sync.parseICS(text)).filter(each => each?.type === 'VEVENT');
    assert.equal(events.length, 1);
    assert.equal(events[0]?.summary, `A secret of “${labelText(name)}” expires`);
  },
};

describe('an untrusted name', () => {
  let checked = 0;
  for (const [surface, shownIn] of Object.entries(SURFACES)) {
    for (const { what, name } of HOSTILE_NAMES) {
      it(`is text in ${surface}: ${what}`, async () => {
        const shown = await shownIn(name);
        checked += 1;
        if (!shown) return;
        assert.ok(shown.text.length <= LONGEST + 50, `${shown.text.length} characters`);
        assert.doesNotMatch(shown.isLine ? shown.text : shown.text.replaceAll('\n', ' '), UNSEEN);
        assert.ok(shown.text.isWellFormed(), 'no half of a character');
      });
    }
  }

  it('is tested on each surface', () => {
    assert.equal(checked, HOSTILE_NAMES.length * Object.keys(SURFACES).length);
    assert.ok(checked >= 150);
  });

  it('is unchanged when it is harmless', () => {
    for (const name of [
      'Rig 7',
      'Bürogebäude – Süd',
      '日本語',
      '👩‍👩‍👧‍👦',
      'می‌خواهم',
      'a_b (c) [d] $5 100 %',
    ])
      for (const shown of [labelText, messageText, linesText, pickLabel, pickDetail])
        assert.equal(shown(name), name);
  });

  it('looks different from the same name without invisible characters', () => {
    assert.notEqual(labelText('Ad\u200bmin'), labelText('Admin'));
    assert.equal(labelText('two\nlines'), 'two lines');
  });
});
