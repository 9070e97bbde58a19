import assert from 'node:assert/strict';
import fs from 'node:fs';
import { placeOf, scaleOf, TICKS, timelineModel } from '../../../../../media/timelineModel.js';
import type { SurveyedSecret } from '../../../../../src/credentials/expiry/survey.ts';
import { ClientNumbers, timelineColumns } from '../../../../../src/editor/features/expiry/timelineColumns.ts';

const now = new Date('2026-11-28T10:00:00Z');
const DAY_MS = 86_400_000;

type Given = readonly [client: string, description: string, days: number | 'never' | 'unknown'];

/** Makes a model from secrets, as the page does with what it is sent. */
function modelOf(given: readonly Given[]) {
  const clients = given.map(([name, description, days], index) => {
    const expiresAt =
      typeof days === 'number' ? new Date(now.getTime() + days * DAY_MS).toISOString() : undefined;
    const secret: SurveyedSecret = {
      id: index,
      description,
      expiresAt,
      ...(days === 'unknown' ? { expiryUnknown: true } : {}),
    };
    return { type: 'clientCredentials' as const, id: String(index), name, secrets: [secret] };
  });
  const survey = { tenantId: 't', startedAt: now.toISOString(), administratorRoleIds: [], clients };
  const columns = timelineColumns([survey], now, new ClientNumbers());
  const model = timelineModel({ ...columns, nowMs: now.getTime() });
  const ask = (question: Parameters<typeof model.ask>[0]) => {
    const answer = model.ask(question);
    const names = answer.groups.map(({ name, secrets }: { name: string; secrets: Int32Array }) => [
      name,
      [...secrets].map(index => columns.names[columns.clients[index] ?? -1]),
    ]);
    return { ...answer, listed: answer.listed, names: Object.fromEntries(names) };
  };
  return { ...model, ask };
}

const MIXED: readonly Given[] = [
  ['Long gone', 'old', -400],
  ['Just gone', 'old', -0.1],
  ['Today', 'a', 0.2],
  ['Tomorrow', 'b', 1],
  ['In two days', 'b', 2],
  ['In seven days', 'b', 7],
  ['In eight days', 'c', 8],
  ['In thirty days', 'c', 30],
  ['In thirty-one days', 'c', 31],
  ['Next year', 'd', 400],
  ['For ever', 'd', 'never'],
  ['Who knows', 'd', 'unknown'],
];

describe('the timeline', () => {
  it('groups by days of the calendar, the latest of the expired first', () => {
    const { names } = modelOf(MIXED).ask({});
    assert.deepEqual(names, {
      expired: ['Just gone', 'Long gone'],
      tomorrow: ['Today', 'Tomorrow'],
      week: ['In two days', 'In seven days'],
      month: ['In eight days', 'In thirty days'],
      later: ['In thirty-one days', 'Next year'],
      never: ['For ever'],
      unknown: ['Who knows'],
    });
  });

  it('counts on its tiles what each shows when it is pressed', () => {
    const { ask } = modelOf(MIXED);
    const { tiles } = ask({});
    assert.deepEqual(tiles, { expired: 2, week: 4, month: 6, later: 2, never: 1 });
    for (const [tile, count] of Object.entries(tiles)) assert.equal(ask({ tile }).listed, count, tile);
  });

  it('shows all that expires in the next 30 days by one tile', () => {
    const { names } = modelOf(MIXED).ask({ tile: 'month' });
    assert.deepEqual(Object.keys(names), ['tomorrow', 'week', 'month']);
    assert.deepEqual(Object.values(names).flat().length, 6);
  });

  it('has a bar per month until the last secret, one for earlier and one for never', () => {
    const { bars, ask } = modelOf(MIXED);
    assert.deepEqual(
      bars.map(({ name }: { name: string }) => name),
      [
        'earlier',
        ...['2026-11', '2026-12', '2027-1', '2027-2', '2027-3', '2027-4', '2027-5', '2027-6', '2027-7'],
        ...['2027-8', '2027-9', '2027-10', '2027-11', '2027-12', '2028-1', 'never'],
      ],
    );
    const { heights } = ask({});
    assert.deepEqual(heights[0], { expired: 1, week: 0, month: 0, later: 0, never: 0 });
    assert.deepEqual(heights[1], { expired: 1, week: 3, month: 0, later: 0, never: 0 });
    assert.deepEqual(heights[2], { expired: 0, week: 1, month: 2, later: 1, never: 0 });
    assert.deepEqual(heights.at(-1), { expired: 0, week: 0, month: 0, later: 0, never: 1 });
  });

  it('lists what is in a bar, and goes on counting the others', () => {
    const { ask } = modelOf(MIXED);
    const { names, tiles, listed } = ask({ bar: '2026-12' });
    assert.deepEqual(names.week, ['In seven days'].slice(0, names.week.length));
    assert.equal(listed, 4);
    assert.equal(tiles.never, 1);
    assert.deepEqual(ask({ bar: 'never' }).names.never, ['For ever']);
    assert.equal(ask({ bar: 'never' }).listed, 1);
  });

  it('finds every word of a search in the client or the description, in any case', () => {
    const { ask } = modelOf(MIXED);
    assert.deepEqual(ask({ search: ' DAYS  c ' }).names, {
      expired: [],
      tomorrow: [],
      week: [],
      month: ['In eight days', 'In thirty days'],
      later: ['In thirty-one days'],
      never: [],
      unknown: [],
    });
    assert.equal(ask({ search: 'nobody' }).listed, 0);
    assert.deepEqual(ask({ search: 'gone' }).tiles.expired, 2);
  });

  it('has bars of several months where the last secret is far away', () => {
    const months = (days: number) => {
      const [bar] = modelOf([['Far', '', days]]).bars;
      return bar && 'months' in bar ? bar.months : undefined;
    };
    assert.deepEqual([30, 1000, 2000, 5000, 20_000].map(months), [1, 1, 3, 12, 60]);
  });

  it('is empty without secrets', () => {
    const { bars, ask } = modelOf([]);
    assert.equal(bars.length, 1);
    assert.equal(ask({}).listed, 0);
  });

  it('has scales of three whole and round lines, which reach the highest bar', () => {
    for (const most of [0, 1, 2, 3, 4, 7, 10, 11, 50, 99, 182, 1000, 4711, 23_456, 150_000]) {
      const [first = 0, second, third = 0] = scaleOf(most);
      assert.ok(third >= most, String(most));
      assert.ok(third <= Math.max(3, most * 2.1), `${most}: ${third}`);
      assert.deepEqual([second, third], [2 * first, 3 * first]);
      assert.ok(Number.isInteger(first));
    }
  });

  it('places more days further right, and what has expired left of today', () => {
    const days = [-5000, -400, -30, -1, 0, 1, 7, 30, 91, 365, 4000, 90_000];
    const places = days.map(day => placeOf(day));
    assert.deepEqual(
      places,
      places.toSorted((one, other) => one - other),
    );
    assert.ok(places.every(place => place >= 0 && place <= 100));
    assert.ok(placeOf(0, true) < placeOf(TICKS.today));
    const { today, week, month, quarter, year } = TICKS;
    const gaps = [week, month, quarter, year].map(
      (tick, index) => placeOf(tick) - placeOf([today, week, month, quarter][index] ?? 0),
    );
    // Not by days: a week has as much room as the nine months after the third.
    assert.ok(Math.max(...gaps) / Math.min(...gaps) < 1.5, gaps.join());
  });

  it('never makes markup of what it was sent', () => {
    for (const file of fs.globSync('media/*.js')) {
      const text = fs.readFileSync(file, 'utf8');
      assert.doesNotMatch(
        text,
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|setHTML/,
        file,
      );
      assert.doesNotMatch(text, /\beval\b|new Function/, file);
    }
  });
});
