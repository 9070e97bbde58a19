import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeFile, encodeFile, searchableText } from '../../../src/projectFiles/fileText.ts';
import { formatOf } from '../../../src/projectFiles/formats/fileFormats.ts';
import { applyEdits } from '../../../src/projectFiles/formats/textEdit.ts';
import { caseCount } from '../../support/runner/sampling.ts';

const utf16le = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
const utf16be = (text: string): Buffer => utf16le(text).swap16();
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Sets a key of a file as the writer does, and returns the bytes afterwards. */
async function setInBytes(file: string, before: Buffer, keyPath: readonly string[], value: string) {
  const { text, encoding } = decodeFile(file, before);
  const edited = (await formatOf(file)).set(text, [{ keyPath, value }]);
  assert.ok(edited.ok);
  return encodeFile({ text: applyEdits(text, edited.edits), encoding });
}

describe('the encoding of a file', () => {
  for (const [title, file, before, keyPath, after] of [
    ['UTF-8', 'a.ini', Buffer.from('[ü]\nid=1\n'), ['ü', 'id'], Buffer.from('[ü]\nid=9\n')],
    ['UTF-8 with a mark', '.env', Buffer.from('\uFEFFA=1\r\n'), ['A'], Buffer.from('\uFEFFA=9\r\n')],
    ['UTF-16 of INI', 'a.ini', utf16le('[ü😀]\r\nid=1'), ['ü😀', 'id'], utf16le('[ü😀]\r\nid=9')],
    ['big-endian UTF-16', 'a.cfg', utf16be('[s]\r\nid=1\r\n'), ['s', 'id'], utf16be('[s]\r\nid=9\r\n')],
    ['UTF-16 of JSON', 'a.json', utf16le('{"id":"1"}'), ['id'], utf16le('{"id":"9"}')],
    ['UTF-16 of YAML', 'a.yaml', utf16le('id: x\n'), ['id'], utf16le('id: "9"\n')],
    ['ISO-8859-1', 'a.properties', latin1('# Schlüssel\nid=1 \xff\n'), ['id'], latin1('# Schlüssel\nid=9\n')],
    ['a key in ISO-8859-1', 'a.properties', latin1('größe=ä'), ['größe'], latin1('größe=9')],
    ['UTF-8 properties', 'a.properties', Buffer.from('# ü\nid=1\n'), ['id'], Buffer.from('# ü\nid=9\n')],
  ] as const) {
    it(`stays: ${title}`, async () => {
      assert.deepEqual(await setInBytes(file, before, keyPath, '9'), after);
    });
  }

  it('allows any value in a properties file of ISO-8859-1', async () => {
    const after = await setInBytes('a.properties', latin1('# ü\nid=1\n'), ['id'], '日本 ü');
    assert.deepEqual(after, latin1('# ü\nid=\\u65E5\\u672C \\u00FC\n'));
  });

  for (const [title, file, bytes] of [
    ['UTF-16 where readers don’t know it', '.env', utf16le('A=1')],
    ['UTF-16 of TOML', 'a.toml', utf16le('a = "1"')],
    ['UTF-16 of Git', '.gitignore', utf16le('.env')],
    ['UTF-16 with half of a character', 'a.ini', Buffer.concat([utf16le('[s]'), Buffer.from([0x41])])],
    ['UTF-16 with half of a surrogate pair', 'a.ini', utf16le('[\uD800]')],
    ['binary data that begins like UTF-16', 'a.yaml', Buffer.from([0xff, 0xfe, 0x41, 0x44, 0x48, 0x5f])],
    ['UTF-32', 'a.json', Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0, 0x7d, 0, 0, 0])],
    ['ISO-8859-1 where it isn’t specified', 'a.ini', latin1('[ü]')],
    ['UTF-16 without a mark', 'a.json', Buffer.from('{"id":"1"}', 'utf16le')],
    ['big-endian UTF-16 without a mark', 'a.yaml', Buffer.from('id: ü\n', 'utf16le').swap16()],
    ['UTF-16 without a mark of one character', '.env', Buffer.from('A', 'utf16le')],
    ['UTF-16 without a mark, mostly of other letters', 'a.ini', Buffer.from('[s]\n名=値\nid=1\n', 'utf16le')],
    ['UTF-16 without a mark of properties', 'a.properties', Buffer.from('id=1\n', 'utf16le')],
  ] as const) {
    it(`is refused: ${title}`, () => {
      assert.throws(() => decodeFile(file, bytes), { name: 'ProjectFileError', code: 'notUtf8', path: file });
    });
  }

  it('is UTF-8 with a NUL somewhere in it', () => {
    for (const text of ['a\0b\n', 'id=1\n\0\0', '\0id=1\nx=y\n'])
      assert.equal(decodeFile('a.ini', Buffer.from(text)).text, text);
  });

  it('gives back every byte of a text that isn’t changed', () => {
    const name = fc.constantFrom('a.properties', 'a.ini', 'a.json', '.env');
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 20 }).map(Buffer.from),
      ...[Buffer.from, utf16le, utf16be].map(encode => text.map(each => encode(each))),
    );
    let decoded = 0;
    fc.assert(
      fc.property(name, bytes, (file, written) => {
        try {
          assert.deepEqual(encodeFile(decodeFile(file, written)), written);
          decoded += 1;
        } catch (error) {
          assert.equal((error as { code?: unknown }).code, 'notUtf8');
        }
      }),
      { numRuns: caseCount(10_000) },
    );
    assert.ok(decoded > caseCount(10_000) / 4);
  });

  it('doesn’t hide names from a search', () => {
    for (const bytes of [utf16le('ClientId=ü'), utf16be('ClientId=ü'), latin1('ClientId=ü')])
      assert.match(searchableText(bytes), /ClientId=/);
  });
});
