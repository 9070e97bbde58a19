/** How a value is written in a text of the file. */
export interface ValueCoding {
  /** Tells whether a program puts a value in the place of a text, or of a part of it; default: no program does. */
  readonly isReference?: (text: string) => boolean;
  /** Returns the value in a text; `undefined` if there is none. */
  readonly decode: (text: string) => string | undefined;
  readonly encode: (value: string) => string;
}

/** The text is the value. */
export const PLAIN_TEXT: ValueCoding = { decode: text => text, encode: value => value };

/** The text is the value's UTF-8 in base64, as in the `data` of a Kubernetes Secret. Line ends in it don't matter. */
export const BASE64: ValueCoding = {
  decode: text => {
    const joined = text.replace(/[\r\n]/g, '');
    const bytes = Buffer.from(joined, 'base64');
    if (bytes.toString('base64') !== joined) return undefined;
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return undefined;
    }
  },
  encode: value => Buffer.from(value, 'utf8').toString('base64'),
};

/** Texts in which compose puts variables, unless a second sign is before theirs. */
const COMPOSE_VARIABLE = /(?<!\$)(?:\$\$)*\$(?:[A-Za-z_]|\{)/;
/** A reference that is a whole value. Nobody has a secret of this form. */
const WHOLE_REFERENCE = /^\$\{[A-Za-z_]\w*(?::?[-?+][^{}]*)?\}$/;

/**
 * The values of an environment in compose. A text with a variable is read as it is written.
 *
 * @see https://docs.docker.com/reference/compose-file/interpolation/
 */
export const COMPOSE: ValueCoding = {
  isReference: text => COMPOSE_VARIABLE.test(text),
  decode: text => (COMPOSE_VARIABLE.test(text) ? text : text.replaceAll('$$', '$')),
  encode: value => (WHOLE_REFERENCE.test(value) ? value : value.replaceAll('$', '$$$$')),
};

/** Texts in which Kubernetes puts other variables of the container. */
const KUBERNETES_VARIABLE = /(?<!\$)(?:\$\$)*\$\([^()]*\)/;

/**
 * The values of a container's environment in Kubernetes.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export const KUBERNETES: ValueCoding = {
  isReference: text => KUBERNETES_VARIABLE.test(text),
  decode: text => (KUBERNETES_VARIABLE.test(text) ? text : text.replaceAll('$$', '$')),
  encode: value => (/\$[$(]/.test(value) ? value.replaceAll('$', '$$$$') : value),
};
