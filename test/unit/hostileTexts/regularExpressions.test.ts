import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as ast from 'typescript/unstable/ast';
import { syntaxTrees } from '../../../tools/l10n/syntaxTrees.ts';
import { isExhaustive } from '../../support/runner/sampling.ts';
import { checkRegExp, linearExpressions } from './checkRegExp.ts';

const SRC = path.resolve('src');

/** Files that make regular expressions of texts, and why that is harmless. */
const MADE_OF_TEXTS: Readonly<Record<string, string>> = {
  'editor/vocabulary/shownText.ts':
    'made of another one of the same file, with other characters in its class',
  'localTenant/faults/faultRule.ts': 'written by the developer who injects faults into the local tenant',
};

interface Found {
  /** The literals, by the files that they are in. */
  readonly literals: ReadonlyMap<string, readonly string[]>;
  readonly madeOfTexts: readonly string[];
}

function find(): Found {
  const names = fs
    .readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map(name => name.replaceAll(path.sep, '/'))
    .filter(name => name.endsWith('.ts'));
  const texts = names.map(name => [name, fs.readFileSync(path.join(SRC, name), 'utf8')] as const);
  const literals = new Map<string, string[]>();
  const madeOfTexts = new Set<string>();
  for (const [name, tree] of syntaxTrees(Object.fromEntries(texts))) {
    const visit = (node: ast.Node): void => {
      if (ast.isRegularExpressionLiteral(node))
        literals.set(node.text, [...(literals.get(node.text) ?? []), name]);
      if (isMadeOfText(node)) madeOfTexts.add(name);
      node.forEachChild(visit);
    };
    tree.forEachChild(visit);
  }
  return { literals, madeOfTexts: [...madeOfTexts] };
}

const isMadeOfText = (node: ast.Node): boolean =>
  (ast.isNewExpression(node) || ast.isCallExpression(node)) &&
  ast.isIdentifier(node.expression) &&
  node.expression.text === 'RegExp';

describe('the regular expressions of the source', () => {
  const { literals, madeOfTexts } = find();
  const byFile = Map.groupBy(literals, ([, files]) => files[0] ?? '');

  for (const [file, found] of byFile) {
    it(`take linear time for any text: ${file}`, () => {
      const slow = found.flatMap(([literal, files]) => {
        const verdict = checkRegExp(literal);
        return verdict === 'linear' ? [] : [`${literal} in ${files.join(', ')}: ${verdict}`];
      });
      assert.deepEqual(slow, []);
    });
  }

  it('are listed when an exhaustive run has found them linear', () => {
    const listed = linearExpressions();
    const all = [...literals.keys()].toSorted();
    assert.deepEqual(listed, isExhaustive ? all : all.filter(literal => listed.includes(literal)));
  });

  it('are literals, which can be checked', () => {
    const known = Object.keys(MADE_OF_TEXTS);
    assert.deepEqual(madeOfTexts.toSorted(), known.toSorted());
  });
});

describe('the check of regular expressions', () => {
  for (const literal of ['/(a+)+$/', '/\\s+$/', '/<!--[\\s\\S]*?-->/g', '/a\\s*b?\\s*c/']) {
    it(`refuses ${literal}`, () => {
      assert.match(checkRegExp(literal), /polynomial|exponential/);
    });
  }
});
