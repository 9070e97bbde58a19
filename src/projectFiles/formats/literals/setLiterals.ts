import type { Assignment, Edited, FormatFault, KeyPath } from '../fileFormat.ts';
import { KeyPathMap } from '../keyPathMap.ts';
import { NewProperties } from '../newProperties.ts';
import type { TextEdit } from '../textEdit.ts';
import { verifyEdits } from '../verifyEdits.ts';
import { addMembers } from './addMembers.ts';
import type { LiteralDocument } from './literalDocument.ts';
import { entriesOf, type LiteralBranch, type LiteralNode } from './literalNode.ts';

/** Plans the edits that set texts of literals. References and other values are never replaced. */
export function setLiterals(document: LiteralDocument, assignments: readonly Assignment[]): Edited {
  const { text, nodes, read } = document;
  const planned = new LiteralEdits(document);
  for (const assignment of assignments) {
    const code = planned.set(assignment);
    if (code) return { ok: false, fault: { code, detail: assignment.keyPath.join('.') } };
  }
  return verifyEdits(read, { text, entries: entriesOf(text, nodes) }, assignments, planned.edits());
}

class LiteralEdits {
  readonly #document: LiteralDocument;
  readonly #known = new KeyPathMap<LiteralNode>();
  /** A text as it is written; empty if there is none. */
  readonly #like: string;
  readonly #edits: TextEdit[] = [];
  readonly #set = new Set<LiteralNode>();
  readonly #additions = new Map<LiteralBranch, NewProperties>();

  constructor(document: LiteralDocument) {
    this.#document = document;
    this.#like = firstText(document);
    for (const { keyPath, node } of document.nodes) this.#known.set(keyPath, node);
  }

  /** Plans a value; returns why that isn't possible. */
  set({ keyPath, value }: Assignment): FormatFault['code'] | undefined {
    const { text, syntax } = this.#document;
    const node = this.#known.get(keyPath);
    const isPresent = node?.kind === 'text' && node.value === value && isWritten(text, node);
    if (isPresent) return undefined;
    if (syntax.writeText(value, this.#like) === undefined) return 'valueNotCarried';
    if (!node) return this.#add(keyPath, value);
    if (node.kind !== 'text') return 'notAnObject';
    const { offset, end } = node;
    const written = syntax.writeText(value, isWritten(text, node) ? text.slice(offset, end) : this.#like);
    this.#edits.push({ offset, length: end - offset, text: written ?? '' });
    this.#set.add(node);
    return undefined;
  }

  #add(keyPath: KeyPath, value: string): FormatFault['code'] | undefined {
    const place = placeOf(this.#known, keyPath, this.#document.root);
    if (!place) return 'notAnObject';
    const added = this.#additions.get(place.around) ?? new NewProperties();
    this.#additions.set(place.around, added);
    return added.put(place.rest, value) ? undefined : 'notAnObject';
  }

  edits(): readonly TextEdit[] {
    const like = { together: this.#set, like: this.#like };
    const added = [...this.#additions].flatMap(([around, properties]) =>
      addMembers(this.#document, around, properties, like),
    );
    return [...this.#edits, ...added];
  }
}

/** A key without a text (`null`) has an empty value, which isn't written. */
const isWritten = (text: string, { offset }: LiteralNode): boolean => /["'`]/.test(text[offset] ?? '');

function firstText({ text, nodes }: LiteralDocument): string {
  const node = nodes.find(each => each.node.kind === 'text' && isWritten(text, each.node))?.node;
  return node ? text.slice(node.offset, node.end) : '';
}

/** Returns the innermost object on the way to a missing key; `undefined` if there is something else on the way. */
function placeOf(
  known: KeyPathMap<LiteralNode>,
  keyPath: KeyPath,
  root: LiteralBranch | undefined,
): { readonly around: LiteralBranch; readonly rest: KeyPath } | undefined {
  for (let depth = keyPath.length - 1; depth >= 0; depth -= 1) {
    const node = depth === 0 ? (known.get([]) ?? root) : known.get(keyPath.slice(0, depth));
    if (node) return node.kind === 'object' ? { around: node, rest: keyPath.slice(depth) } : undefined;
  }
  return undefined;
}
