import type { FormatFault, KeyPath, WrittenEntry } from '../fileFormat.ts';
import type { XmlAttribute, XmlElement } from './xmlTree.ts';

/** Why what is in an element isn't changed. */
export type XmlLock = Extract<FormatFault['code'], 'encryptedSection' | 'inAnotherFile' | 'notAnObject'>;

/** A key with its value. */
export interface XmlEntry extends WrittenEntry {
  /** The element that has both. */
  readonly element: XmlElement;
  /** What the value is in. */
  readonly holder: 'attribute' | 'text' | 'emptyElement';
  readonly lock?: XmlLock | undefined;
}

/** An element that may have keys. */
export interface XmlSection {
  readonly path: KeyPath;
  readonly element: XmlElement;
  readonly entries: readonly XmlEntry[];
  readonly lock?: XmlLock | undefined;
}

/**
 * Returns the sections of a configuration. Their paths have the names of the elements around a key, without the root element
 * `configuration`; one with a `name` or `path` of its own has that after it. Further ones of the same name are numbered:
 * `['appSettings', 'ClientId']`, `['location', 'admin', 'appSettings', 'ClientId']`, `['appSettings[2]', 'ClientId']`.
 *
 * @see https://learn.microsoft.com/dotnet/framework/configure-apps/file-schema/appsettings/
 */
export function sectionsOf(root: XmlElement): readonly XmlSection[] {
  const sections: XmlSection[] = [];
  addSection(sections, root, root.name === 'configuration' ? [] : [root.name], undefined);
  return sections;
}

function addSection(
  sections: XmlSection[],
  element: XmlElement,
  path: KeyPath,
  around: XmlLock | undefined,
): void {
  const lock = around ?? lockOf(element);
  const entries: XmlEntry[] = [];
  const inner: XmlElement[] = [];
  for (const child of element.children) {
    const entry = entryOf(child, path, lock);
    if (entry) entries.push(entry);
    else if (child.attributes.size > 0 || child.children.length > 0 || child.text.trim() === '')
      inner.push(child);
  }
  sections.push({ path, element, entries, lock });
  const counts = new Map<string, number>();
  for (const child of inner) {
    const own = child.attributes.get('name') ?? child.attributes.get('path');
    const names = own ? [own.value] : [];
    const id = [child.name, ...names].join('\0');
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    addSection(
      sections,
      child,
      [...path, count > 1 ? `${child.name}[${count}]` : child.name, ...names],
      lock,
    );
  }
}

function lockOf({ attributes, children }: XmlElement): XmlLock | undefined {
  const isEncrypted = children.some(({ name }) => name.replace(/^.{0,100}:/, '') === 'EncryptedData');
  if (isEncrypted || attributes.has('configProtectionProvider')) return 'encryptedSection';
  // `file` names a file whose keys win over those of the section.
  return attributes.has('configSource') || attributes.has('file') ? 'inAnotherFile' : undefined;
}

function entryOf(element: XmlElement, path: KeyPath, lock: XmlLock | undefined): XmlEntry | undefined {
  const { attributes } = element;
  const key = attributes.get('key') ?? attributes.get('name');
  if (!key) return undefined;
  const keyPath = [...path, key.value];
  const inAttribute = (value: XmlAttribute, itsLock = lock): XmlEntry => ({
    keyPath,
    value: value.value,
    offset: value.offset,
    length: value.length,
    element,
    holder: 'attribute',
    lock: itsLock,
  });
  const value = attributes.get('value');
  if (value) return inAttribute(value);
  // Programs take connection strings apart, so they aren't written.
  const connection = attributes.get('connectionString');
  if (connection) return inAttribute(connection, lock ?? 'notAnObject');
  return textEntry(element, keyPath, lock);
}

/** Returns the entry of `<setting name="A"><value>x</value></setting>`. */
function textEntry(element: XmlElement, keyPath: KeyPath, lock: XmlLock | undefined): XmlEntry | undefined {
  const [value, ...further] = element.children;
  if (value?.name !== 'value' || further.length > 0 || value.children.length > 0) return undefined;
  const itsLock = lock ?? (value.hasOther ? 'notAnObject' : undefined);
  const common = { keyPath, element, lock: itsLock };
  if (value.isSelfClosing)
    return {
      ...common,
      value: '',
      offset: value.start,
      length: value.end - value.start,
      holder: 'emptyElement',
    };
  const length = value.endTag - value.inside;
  return { ...common, value: value.text, offset: value.inside, length, holder: 'text' };
}
