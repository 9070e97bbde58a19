import { SaxesParser, type SaxesTag } from 'saxes';
import type { FormatFault } from '../fileFormat.ts';
import { placeOf } from '../textEdit.ts';

/** Largest depth of a document; each key carries its path. */
const MAX_DEPTH = 100;

/** A value of an attribute. */
export interface XmlAttribute {
  readonly value: string;
  /** Start of the value, with its quotes. */
  readonly offset: number;
  readonly length: number;
}

/** An element with its positions. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, XmlAttribute>;
  readonly start: number;
  /** Offset after its start tag. */
  readonly inside: number;
  readonly isSelfClosing: boolean;
  readonly children: XmlElement[];
  /** The text in it, without that of its children. */
  text: string;
  /** Whether it has comments or instructions. */
  hasOther: boolean;
  /** Start of its end tag; of one that closes itself, its end. */
  endTag: number;
  end: number;
}

/** A document. */
export interface XmlDocument {
  readonly root: XmlElement;
  /** The encoding that it declares, in lower case. */
  readonly encoding: string;
}

/** Ends the parser, which would go on after an error. */
class Stop extends Error {
  override readonly name = 'Stop';
  readonly fault: FormatFault;

  constructor(fault: FormatFault) {
    super(fault.code);
    this.fault = fault;
  }
}

/**
 * Parses XML. Entities that a document declares aren't replaced, so a document that uses them is refused.
 *
 * @see https://www.w3.org/TR/xml/
 */
export function parseXml(text: string): XmlDocument | FormatFault {
  try {
    return readDocument(text);
  } catch (error) {
    if (error instanceof Stop) return error.fault;
    throw error;
  }
}

function readDocument(text: string): XmlDocument {
  const parser = new SaxesParser({ position: false });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let encoding = 'utf-8';
  let attributes = new Map<string, XmlAttribute>();
  const fail = (code: 'notParsable' | 'tooComplex') => {
    throw new Stop({ code, detail: placeOf(text, parser.position) });
  };
  parser.on('error', () => fail('notParsable'));
  parser.on('xmldecl', declaration => {
    encoding = declaration.encoding?.toLowerCase() ?? encoding;
  });
  parser.on('opentagstart', () => {
    attributes = new Map();
  });
  parser.on('attribute', ({ name, value }) =>
    attributes.set(name, attributeBefore(text, parser.position, value)),
  );
  parser.on('opentag', tag => {
    if (open.length >= MAX_DEPTH) fail('tooComplex');
    const element = startOf(text, tag, attributes, parser.position);
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', ({ isSelfClosing }) => {
    const element = open.pop();
    if (!element) return;
    element.end = parser.position;
    element.endTag = isSelfClosing ? element.end : text.lastIndexOf('<', element.end - 1);
  });
  const addText = (found: string) => {
    const element = open.at(-1);
    if (element) element.text += found;
  };
  const noteOther = () => {
    const element = open.at(-1);
    if (element) element.hasOther = true;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('comment', noteOther);
  parser.on('processinginstruction', noteOther);
  parser.write(text).close();
  if (!root) return fail('notParsable');
  return { root, encoding };
}

/** The quote at its end isn't in the value, so the one before it is at its beginning. */
function attributeBefore(text: string, end: number, value: string): XmlAttribute {
  const offset = text.lastIndexOf(text[end - 1] ?? '"', end - 2);
  return { value, offset, length: end - offset };
}

function startOf(
  text: string,
  { name, isSelfClosing }: Pick<SaxesTag, 'name' | 'isSelfClosing'>,
  attributes: ReadonlyMap<string, XmlAttribute>,
  inside: number,
): XmlElement {
  const [first] = attributes.values();
  // Values of attributes have no `<`, and neither have names.
  const start = text.lastIndexOf('<', first?.offset ?? inside - 1);
  return {
    name,
    isSelfClosing,
    attributes,
    start,
    inside,
    children: [],
    text: '',
    hasOther: false,
    endTag: inside,
    end: inside,
  };
}
