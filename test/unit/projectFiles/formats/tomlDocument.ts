import fc from 'fast-check';

const key = fc.constantFrom('id', 'x', 'a.id', 'a.x', 'b.c.id', 'm.id', '"q k"', 'q."k"');
const value = fc.constantFrom(
  ...['1', '"x"', "'lit'", '"a" # c', '["x", "y"]', '[{ id = "x" }, { id = "y" }]'],
  ...['{ id = "x" }', '{}', '{ a.id = "x", y = 1 }', '"""\nm\n"""'],
);
const heading = fc.constantFrom(
  '[a]',
  '[a.b]',
  '[t]',
  '[t.a]',
  '[[m]]',
  '[m.a]',
  '[[m.n]]',
  '["q k"]',
  '# c',
  '',
);
const body = fc.uniqueArray(fc.tuple(key, value), { maxLength: 3, selector: ([name]) => name });
/** Generates TOML documents with tables of every kind. Some can't be parsed. */
export const tomlDocument = fc
  .tuple(
    fc.array(fc.tuple(heading, fc.constantFrom('', '  '), body), { maxLength: 5 }),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
  )
  .map(([parts, end, last]) => {
    const lines = parts.flatMap(([head, indent, keys]) => [
      head,
      ...keys.map(pair => indent + pair.join(' = ')),
    ]);
    return lines.join('\n').replaceAll('\n', end) + (last ? end : '');
  });

/** Generates paths of keys in such documents, and of new ones. */
export const tomlKeyPath = fc.constantFrom(
  ...[['id'], ['a', 'id'], ['a', 'b', 'id'], ['t', 'a', 'id'], ['b', 'c', 'x'], ['new', 'key']],
  ...[
    ['m', '0', 'id'],
    ['m', '1', 'a', 'id'],
    ['m', '0', 'n', '0', 'x'],
    ['x', '1', 'id'],
    ['q', 'k'],
  ],
);
