/** What @vscode/test-electron asks first; its list of releases stands for the whole download host. */
const RELEASES = 'https://update.code.visualstudio.com/api/releases/stable';
/** A host that is this slow is as good as absent, in milliseconds. */
const ANSWER_WITHIN_MS = 4000;

/**
 * Says whether a window can be shown: on Linux only where a display is named (`xvfb-run -a npm test` makes
 * one).
 */
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** Says whether a desktop VS Code can be downloaded and shown here. */
export async function canDownloadDesktop(): Promise<boolean> {
  if (!hasDisplay()) return false;
  try {
    return (await fetch(RELEASES, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })).ok;
  } catch {
    return false;
  }
}
