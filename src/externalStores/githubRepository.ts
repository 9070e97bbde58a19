/** OWNER and NAME, as GitHub allows them. */
const OWNER = /^[A-Za-z\d](?:[A-Za-z\d_-]{0,38})$/;
const NAME = /^[\w.-]{1,100}$/;
const HOST = /^[A-Za-z\d](?:[A-Za-z\d.-]{0,250}[A-Za-z\d])?(?::\d{1,5})?$/;

/** Where a remote is that certainly isn't GitHub. */
const OTHER_FORGES = /(?:^|\.)(?:gitlab|bitbucket|azure|visualstudio|codeberg|sourceforge|gitee|sr)\.\w+$/i;

/** SSH's own port for networks that allow only https. */
const SSH_OVER_HTTPS = 'ssh.github.com';

/** The host that `gh` uses for OWNER/NAME. */
const DEFAULT_HOST = 'github.com';

/**
 * Returns HOST/OWNER/NAME for what a user typed: OWNER/NAME, HOST/OWNER/NAME, or the address of a repository. `undefined` for
 * everything else. A repository without a host is on `GH_HOST`, as for `gh`, else on github.com.
 */
export function completeRepository(
  written: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const fromAddress = repositoryOfAddress(written);
  if (fromAddress) return fromAddress;
  const parts = written.split('/');
  const [host = '', owner = '', name = ''] =
    parts.length === 2 ? [env.GH_HOST || DEFAULT_HOST, ...parts] : parts.length === 3 ? parts : [];
  return complete(host, owner, name);
}

/** Returns HOST/OWNER/NAME for the address of a remote, in any form that Git takes; `undefined` if it isn't GitHub's. */
export function repositoryOfAddress(address: string): string | undefined {
  const found =
    /^(?:https?|git):\/\/(?:[^@/\s]*@)?(?<host>[^/\s@]+)\/(?<path>[^\s?#]+)$/i.exec(address) ??
    // The port is that of SSH, and says nothing about the website.
    /^(?:git\+)?ssh:\/\/(?:[^@/\s]*@)?(?<host>[^/\s@:]+)(?::\d+)?\/(?<path>[^\s?#]+)$/i.exec(address) ??
    // A Windows path has one letter before the colon.
    /^(?:[^@/\s:]+@)?(?<host>[^/\s@:]{2,}):(?!\/\/)\/?(?<path>[^\s]+)$/.exec(address);
  const { host = '', path = '' } = found?.groups ?? {};
  const [owner = '', name = '', ...more] = path
    .replace(/\/$/, '')
    .replace(/\.git$/, '')
    .split('/');
  if (more.length > 0 || OTHER_FORGES.test(host)) return undefined;
  return complete(host.toLowerCase() === SSH_OVER_HTTPS ? DEFAULT_HOST : host, owner, name);
}

function complete(host: string, owner: string, name: string): string | undefined {
  if (!HOST.test(host) || !OWNER.test(owner) || !NAME.test(name)) return undefined;
  // Names of folders, not of repositories.
  return name === '.' || name === '..' ? undefined : `${host.toLowerCase()}/${owner}/${name}`;
}

/** Returns the repositories of remotes, without repetitions; those of GitHub itself and of `GH_HOST` come first. */
export function repositoriesOf(
  addresses: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const all = [...new Set(addresses.flatMap(address => repositoryOfAddress(address) ?? []))];
  const isKnown = (repository: string) => {
    const host = repository.split('/')[0] ?? '';
    return host === DEFAULT_HOST || host.endsWith('.ghe.com') || host === env.GH_HOST?.toLowerCase();
  };
  return [...all.filter(isKnown), ...all.filter(each => !isKnown(each))];
}
