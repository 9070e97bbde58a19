import { isMap, isPair, isScalar, type Pair } from 'yaml';
import { NewNamedList, type NewProperties } from '../newProperties.ts';
import { type Branch, type Form, positionOf } from './yamlPlace.ts';
import { writeYamlKey, writeYamlValue } from './yamlValue.ts';

/** A text, or a new map or list. */
export type Value = string | NewProperties;

/** How a new key is written. */
export interface Style {
  readonly form: Form;
  /** Of the texts beside it. */
  readonly key?: string | undefined;
  readonly value?: string | undefined;
  /** Of the name beside it, in a list of names and values. */
  readonly name?: string | undefined;
  /** Between a bracket and what is in it. */
  readonly gap: string;
  /** Whether the elements beside it are in brackets. */
  readonly isFlow: boolean;
}

/** Reads the style from the last thing in a branch. */
export function styleOf(text: string, { node, form }: Branch): Style {
  const last: unknown = node.items.at(-1);
  const element = form.kind === 'named' ? last : undefined;
  const [key, value] = isPair(last) ? [last.key, last.value] : [undefined, last];
  const inside = isMap(element) ? element : undefined;
  const named = inside?.items.find(pair => keyIs(pair, 'value' in form ? form.value : ''));
  const flow = inside ?? node;
  const { offset } = positionOf(flow);
  return {
    form,
    key: quotesOf(inside ? inside.items[0]?.key : key),
    value: node.flow || form.kind !== 'map' ? quotesOf(inside ? named?.value : value) : undefined,
    name: quotesOf(inside?.items.find(pair => keyIs(pair, 'name' in form ? form.name : ''))?.value),
    gap: flow.flow && flow.items.length > 0 && text[offset + 1] === ' ' ? ' ' : '',
    isFlow: node.flow === true || inside?.flow === true,
  };
}

const keyIs = ({ key }: Pair, name: string): boolean => isScalar(key) && key.value === name;

const quotesOf = (node: unknown): string | undefined => {
  const type = isScalar(node) ? node.type : undefined;
  return type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE' ? type : undefined;
};

/** Writes a new key with its value, or an element, between brackets. */
export function flowItem(key: string, value: Value, style: Style): string {
  const { form, gap } = style;
  const inner: Style = { ...style, form: { kind: 'map' } };
  if (form.kind === 'settings')
    return writeText(`${key}=${typeof value === 'string' ? value : ''}`, style.value, style.isFlow);
  if (form.kind === 'named')
    return `{${gap}${writeKey(form.name, style)}: ${writeText(key, style.name, true)}, ${flowItem(form.value, value, inner)}${gap}}`;
  if (typeof value === 'string') return `${writeKey(key, style)}: ${writeText(value, style.value, true)}`;
  return `${writeKey(key, style)}: ${flowValue(value, inner)}`;
}

/** Writes a new map or list with its brackets. */
export function flowValue(properties: NewProperties, style: Style): string {
  const form = formOf(properties);
  const items = properties.entries().map(([name, each]) => flowItem(name, each, { ...style, form }));
  const [open, close] = properties.brackets;
  return `${open}${style.gap}${items.join(', ')}${style.gap}${close}`;
}

/** Returns how new keys are named. */
export const formOf = (properties: NewProperties): Form =>
  properties instanceof NewNamedList ? { kind: 'named', name: 'name', value: 'value' } : { kind: 'map' };

/** Writes a key like those beside it. */
export const writeKey = (key: string, style: Style): string =>
  style.key === undefined ? writeYamlKey(key) : writeYamlValue(key, style.key);

/** Writes a text like those beside it. Some readers take the colon of an address between brackets for that of a key. */
export const writeText = (value: string, quotes: string | undefined, isFlow = false): string =>
  writeYamlValue(value, quotes ?? (isFlow && value.includes(':') ? 'QUOTE_DOUBLE' : undefined));
