import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import { MAX_DEPTH, TooComplex } from './parseYaml.ts';
import { type Aliases, readAliases } from './yamlAliases.ts';
import { isMadeByProgram, leafOf, settingOf, shellVariable } from './yamlLeaf.ts';
import { formOf } from './yamlLists.ts';
import { type Branch, isBranch, type Member, type Place, positionOf, type Role } from './yamlPlace.ts';
import { roleOf } from './yamlRole.ts';

/** Places behind aliases and merge keys that are read: a short text can have any number of them. */
const MOST_SHARED = 20_000;

const MERGE_KEY = '<<';

/** What is around a node. */
interface Around {
  readonly role: Role;
  readonly within: Branch | undefined;
  readonly pair?: Pair;
  readonly key: string;
}

/** The maps and lists of a text as programs see them: aliases and merge keys are followed. */
export class YamlTree {
  /** What is in each document; `undefined` if there is nothing, or no more than a comment. */
  readonly roots: readonly (Place | undefined)[];
  readonly #text: string;
  readonly #aliases: Aliases;
  readonly #members = new Map<Branch, readonly Member[]>();
  readonly #byName = new Map<Branch, ReadonlyMap<string, Place>>();
  readonly #pairs = new Map<YAMLMap, ReadonlyMap<string, Pair>>();
  #shared = 0;

  /** Throws {@link TooComplex}, as all methods do. */
  constructor(text: string, documents: readonly Document[]) {
    this.#text = text;
    this.#aliases = readAliases(documents);
    this.roots = documents.map(({ contents }) =>
      contents === null || (isScalar(contents) && contents.value === null)
        ? undefined
        : this.#place(contents, { role: 'root', within: undefined, key: '' }, false),
    );
  }

  /** Returns what is in a map or a list, in the order of the file. Keys that are repeated are all there. */
  members(branch: Branch): readonly Member[] {
    const known = this.#members.get(branch) ?? this.#read(branch);
    this.#members.set(branch, known);
    return known;
  }

  /** Returns what is at a key: of several, the last one. */
  find(branch: Branch, name: string): Place | undefined {
    const known =
      this.#byName.get(branch) ?? new Map(this.members(branch).map(each => [each.name, each.place] as const));
    this.#byName.set(branch, known);
    return known.get(name);
  }

  /** Returns what programs take the value of a key for, whether or not the key exists. */
  roleBelow(branch: Branch, key: string): Role {
    const { node } = branch;
    return roleOf(branch, key, name => (isMap(node) ? this.#nodeAt(node, name) : undefined));
  }

  #read(branch: Branch): readonly Member[] {
    const { node, form, isShared } = branch;
    if (isMap(node)) return this.#membersOfMap(node, branch);
    return node.items.map((item, index) => {
      const name = String(index);
      const role = roleOf(branch, name, () => undefined);
      const place = this.#place(item, { role, within: branch, key: name }, isShared);
      if (form.kind === 'named' && isBranch(place)) return this.#namedMember(place, form.name, form.value);
      if (form.kind !== 'settings' || isBranch(place)) return { name, place };
      const setting = settingOf(this.#text, place);
      return { name: setting.name, place: setting.leaf };
    });
  }

  #membersOfMap(map: YAMLMap, branch: Branch): readonly Member[] {
    const own = this.#pairsOf(map);
    const nodeAt = (key: string) => this.#nodeAt(map, key);
    return map.items.flatMap(pair => {
      const merged = this.#mergedBy(pair);
      if (merged) return this.#mergedMembers(merged, branch).filter(({ name }) => !own.has(name));
      const key = keyOf(pair);
      if (key === undefined) return [];
      const around = { role: roleOf(branch, key, nodeAt), within: branch, pair, key };
      return [{ name: key, place: this.#place(pair.value, around, branch.isShared) }];
    });
  }

  /** Of several maps that are merged, the first one counts; of several members, the last one does. */
  #mergedMembers(maps: readonly YAMLMap[], within: Branch): readonly Member[] {
    return maps.toReversed().flatMap(map => {
      if (isInside(map, within)) return [];
      const { role, depth } = within;
      const branch: Branch = {
        node: map,
        form: { kind: 'map' },
        role,
        isShared: true,
        within,
        depth: depth + 1,
      };
      this.#check(branch);
      return this.#membersOfMap(map, branch);
    });
  }

  /** Returns the maps that a merge key names; `undefined` if the key is an ordinary one. */
  #mergedBy({ key, value }: Pair): readonly YAMLMap[] | undefined {
    if (!isScalar(key) || key.value !== MERGE_KEY || key.type !== 'PLAIN') return undefined;
    const source = this.#resolve(value);
    const sources = isSeq(source) ? source.items.map(item => this.#resolve(item)) : [source];
    const maps = sources.filter(each => isMap(each));
    return maps.length === sources.length ? maps : undefined;
  }

  #namedMember(element: Branch, nameKey: string, valueKey: string): Member {
    const named = this.find(element, nameKey);
    const place = this.find(element, valueKey);
    const leaf = named && !isBranch(named) ? named : undefined;
    const name = leaf?.value ?? '';
    if (place || !leaf) return { name, place: place ?? element };
    const missing = {
      ...leaf,
      offset: leaf.offset + leaf.length,
      length: 0,
      node: undefined,
      isLiteral: false,
    };
    const branch = { branch: element, key: valueKey };
    // Whatever else says where the value comes from: `valueFrom`, `secretRef`, `sync`.
    const isReference = this.members(element).length > 1;
    return {
      name,
      place: { ...missing, element: branch, value: isReference ? shellVariable(name) : '', isReference },
    };
  }

  #place(node: unknown, { role, within, pair, key }: Around, isWithinShared: boolean): Place {
    const target = this.#resolve(node);
    const isShared =
      isWithinShared || isAlias(node) || (target !== undefined && this.#aliases.isAliased(target));
    const leaf = { within, pair, key, isShared };
    if (isAlias(node) && (!target || isInside(target, within)))
      // An alias of nothing, or of something around it, has no value.
      return {
        ...leafOf(this.#text, undefined, leaf),
        ...positionOf(node),
        value: undefined,
        isReference: true,
      };
    if (isShared) this.#count(target);
    if ((isMap(target) || isSeq(target)) && !isMadeByProgram(this.#text, target)) {
      // Each alias of a list looks at all of its elements.
      if (isShared) this.#count(target, target.items.length);
      const form = isMap(target) ? ({ kind: 'map' } as const) : this.#formOf(target, key, role);
      const branch = { node: target, form, role, isShared, within, depth: (within?.depth ?? 0) + 1 };
      this.#check(branch);
      return branch;
    }
    return leafOf(this.#text, target, leaf);
  }

  #formOf(...[list, key, role]: [Parameters<typeof formOf>[0], string, Role]) {
    const resolve = (node: unknown) => this.#resolve(node);
    return formOf(list, key, role, { resolve, nodeAt: (map, name) => this.#nodeAt(map, name) });
  }

  #check({ node, depth, isShared }: Branch): void {
    if (depth > MAX_DEPTH) throw new TooComplex(positionOf(node).offset);
    if (isShared) this.#count(node);
  }

  #count(node: Node | undefined, places = 1): void {
    this.#shared += places;
    if (this.#shared > MOST_SHARED) throw new TooComplex(node ? positionOf(node).offset : 0);
  }

  /** Returns a node, or the one that an alias stands for. */
  #resolve(node: unknown): Node | undefined {
    return isAlias(node) ? this.#aliases.targetOf(node) : ((node ?? undefined) as Node | undefined);
  }

  #nodeAt(map: YAMLMap, key: string): Node | undefined {
    return this.#resolve(this.#pairsOf(map).get(key)?.value);
  }

  #pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
    const known = this.#pairs.get(map) ?? new Map(map.items.map(pair => [keyOf(pair) ?? '', pair] as const));
    this.#pairs.set(map, known);
    return known;
  }
}

const keyOf = ({ key }: Pair): string | undefined => (isScalar(key) ? String(key.value) : undefined);

/** Tells whether a node is a branch or one around it. */
function isInside(node: Node, branch: Branch | undefined): boolean {
  for (let at = branch; at; at = at.within) if (at.node === node) return true;
  return false;
}
