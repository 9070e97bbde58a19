/**
 * Describes an unexpected fault for the log: class, code and stack. Without the message, which may quote a request and thus a
 * secret.
 */
export function describeFault(fault: unknown): string {
  if (!(fault instanceof Error)) return 'a value that is not an error was thrown';
  const code = 'code' in fault && typeof fault.code === 'string' ? ` (${fault.code})` : '';
  const frames = (fault.stack ?? '').split('\n').filter(line => /^\s+at /.test(line));
  return [`${fault.name}${code}`, ...frames].join('\n');
}
