import { formatWithOptions } from 'node:util';

/** Lines of the workbench itself, which the desktop writes into its log instead. */
const WORKBENCH_LINE = new RegExp(
  [
    /^\[(Service Worker|AgentHost|AccountPolicyGate|DefaultAccount|chat-stt|ChatModelSelection)/,
    /^\[(reconnection-grace-time|remote-connection)/,
    /^(Creating a socket|Resolv(ing|ed) connection token|Canceled: Canceled)/,
    /^(Ignoring fetching additional builtin|Loading development extension|Updating additional builtin)/,
    /^[^\n]*\n\s+at [^\n]*\/stable-[^\n]*\/static\//,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/**
 * Turns what the page passes to `codeAutomationLog` (printf-style, as for `console.log`) into text;
 * `undefined` for the workbench's own lines, so that what is left is what the extension host wrote.
 */
export function extensionHostText(args: unknown): string | undefined {
  const words: unknown[] = Array.isArray(args) ? args : [args];
  if (typeof words[0] === 'string' && WORKBENCH_LINE.test(words[0])) return undefined;
  return formatWithOptions({ colors: false }, ...words);
}
