/** A malicious name of a client, secret, role or file, meant to make the editor do something. */
export interface HostileName {
  readonly what: string;
  readonly name: string;
}

/** Malicious names, by the effect they would have if the editor interpreted them. */
export const HOSTILE_NAMES: readonly HostileName[] = [
  { what: 'a link that runs a command', name: '[Fix](command:workbench.action.terminal.new)' },
  { what: 'a link with a title', name: '[x](command:workbench.action.quit "y") [z](https://evil.example)' },
  { what: 'an image', name: '![x](https://evil.example/p.png)' },
  { what: 'an icon', name: '$(error) $(check~spin) Tool' },
  { what: 'an escaped icon', name: '\\$(error) \\\\$(check)' },
  { what: 'HTML', name: '<img src=x onerror=alert(1)><script>alert(2)</script>&lt;' },
  { what: 'Markdown', name: '**b** _i_ `c` # h | cell | <https://evil.example> ~~s~~' },
  { what: 'lines', name: 'Tool\n\nTrust it? Yes.\r\n\u2028\u2029\u0085end' },
  { what: 'control characters', name: 'a\u0000b\u0007c\u001b[31md\u009b31me\u007f' },
  { what: 'the other direction', name: 'safe\u202egnp.\u2066exe\u2069\u200f\u061c' },
  { what: 'characters that nobody sees', name: 'Ad\u200bmin\ufeff\u2060\u00ad\u{e0041}\u3164' },
  { what: 'length', name: `${'A'.repeat(9_998)}😀` },
  { what: 'emoji of several characters', name: '👩‍👩‍👧‍👦 🏳️‍🌈 ünïcödé नमस्ते' },
  { what: 'printf and placeholders', name: `%s %d %o %c {0} {1} \${x} $& $1 %20` },
  { what: 'a formula', name: '=HYPERLINK("https://evil.example")' },
  { what: 'a path', name: '../../.ssh/authorized_keys' },
  { what: 'a shell', name: '"; touch /tmp/owned; $(touch /tmp/owned) `touch /tmp/owned` \'' },
];
