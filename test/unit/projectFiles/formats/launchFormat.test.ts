import assert from 'node:assert/strict';
import { formatOf } from '../../../../src/projectFiles/formats/fileFormats.ts';
import { jsonFormat } from '../../../../src/projectFiles/formats/json/jsonFormat.ts';
import { launchFormat } from '../../../../src/projectFiles/formats/json/launchFormat.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';

const AROUND = ['configurations', '0', 'environment'];

/** Sets `A` to 1 and `B` to 2 in the environment of the first configuration. */
function set(text: string, around: readonly string[] = AROUND): string {
  const edited = launchFormat.set(text, [
    { keyPath: [...around, 'A'], value: '1' },
    { keyPath: [...around, 'B'], value: '2' },
  ]);
  assert.ok(edited.ok, JSON.stringify(edited));
  return applyEdits(text, edited.edits);
}

const file = (configuration: string) => `{\n  "configurations": [\n    ${configuration}\n  ]\n}\n`;

describe('the environment of the C and C++ debuggers in launch.json', () => {
  for (const [title, before, after] of [
    [
      'no list',
      '{\n      "name": "Run"\n    }',
      '{\n      "name": "Run",\n      "environment": [\n        { "name": "A", "value": "1" },\n        { "name": "B", "value": "2" }\n      ]\n    }',
    ],
    [
      'an empty list',
      '{\n      "environment": []\n    }',
      '{\n      "environment": [\n        { "name": "A", "value": "1" },\n        { "name": "B", "value": "2" }\n      ]\n    }',
    ],
    [
      'a list on one line',
      '{ "environment": [{ "name": "X", "value": "0" }] }',
      '{ "environment": [{ "name": "X", "value": "0" }, { "name": "A", "value": "1" }, { "name": "B", "value": "2" }] }',
    ],
    [
      'a list without blanks',
      '{"environment":[{"name":"X","value":"0"}]}',
      '{"environment":[{"name":"X","value":"0"},{"name":"A","value":"1"},{"name":"B","value":"2"}]}',
    ],
    [
      'a list with comments and a trailing comma',
      '{\n      "environment": [\n        // ours\n        { "name": "X", "value": "0" }, // why\n      ]\n    }',
      '{\n      "environment": [\n        // ours\n        { "name": "X", "value": "0" }, // why\n        { "name": "A", "value": "1" },\n        { "name": "B", "value": "2" },\n      ]\n    }',
    ],
    [
      'one of the names',
      '{ "environment": [{ "value": "old", "name": "A" }, { "name": "X", "value": "0" }] }',
      '{ "environment": [{ "value": "1", "name": "A" }, { "name": "X", "value": "0" }, { "name": "B", "value": "2" }] }',
    ],
    [
      'both names, one of them twice',
      '{ "environment": [{ "name": "A", "value": "x" }, { "name": "B", "value": "2" }, { "name": "A", "value": "y" }] }',
      '{ "environment": [{ "name": "A", "value": "x" }, { "name": "B", "value": "2" }, { "name": "A", "value": "1" }] }',
    ],
  ] as const) {
    it(`is written where there is ${title}, and read`, () => {
      const text = set(file(before));
      assert.equal(text, file(after));
      const read = new Map(launchFormat.read(text).map(({ keyPath, value }) => [keyPath.join('.'), value]));
      assert.equal(read.get([...AROUND, 'A'].join('.')), '1');
      assert.equal(read.get([...AROUND, 'B'].join('.')), '2');
      assert.equal(set(text), text, 'the second time there is nothing to do');
    });
  }

  it('is written in the section of a platform', () => {
    const text = set(file('{ "linux": { "environment": [] } }'), [
      ...['configurations', '0', 'linux', 'environment'],
    ]);
    assert.deepEqual(JSON.parse(text).configurations[0].linux.environment, [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ]);
  });

  it('is only this list: all others keep their indexes, and never get new elements', () => {
    const text =
      '{ "environment": [{ "name": "A", "value": "1" }], "configurations": [{ "args": [{ "name": "A", "value": "1" }] }] }';
    assert.deepEqual(
      launchFormat.read(text).map(({ keyPath }) => keyPath.join('.')),
      [
        'environment.0.name',
        'environment.0.value',
        'configurations.0.args.0.name',
        'configurations.0.args.0.value',
      ],
    );
    assert.ok(!launchFormat.set(text, [{ keyPath: ['configurations', '0', 'args', 'B'], value: '2' }]).ok);
    assert.ok(!launchFormat.set(text, [{ keyPath: ['configurations', '1', 'name'], value: '2' }]).ok);
  });

  it('is a matter of launch.json in .vscode only', async () => {
    assert.equal(await formatOf('/app/.vscode/launch.json'), launchFormat);
    assert.equal(await formatOf('C:\\app\\.vscode\\launch.json'), launchFormat);
    for (const other of ['/app/launch.json', '/app/.vscode/tasks.json', '/app/my.vscode/launch.json'])
      assert.equal(await formatOf(other), jsonFormat);
  });
});
