/**
 * Keys beside a client id that only a client without a secret has, in lower case and without punctuation: the address that
 * the browser comes back to, the user who signs in, what a sign-in request says.
 */
const PUBLIC_KEYS: ReadonlySet<string> = new Set([
  ...['acrvalues', 'callbackuri', 'callbackurl', 'codechallengemethod', 'devicecode', 'devicecodelifetime'],
  ...['logoutredirecturi', 'password', 'popupredirecturi', 'postlogoutredirecturi', 'postlogoutredirecturis'],
  ...['postlogoutredirecturl', 'redirecturi', 'redirecturis', 'redirecturl', 'responsemode', 'responsetype'],
  ...['silentredirecturi', 'username', 'useremail', 'userpassword'],
]);

/** Tells whether a key beside a client id shows that the client has no secret; the name is plain. */
export const isKeyOfPublicClient = (plain: string): boolean => PUBLIC_KEYS.has(plain);

/** Folders and files that a browser loads. */
const FOR_BROWSER = /(?:^|[\\/])(?:wwwroot|public|static|assets|environment(?:\.[\w-]+)?\.ts)(?:[\\/]|$)/i;

/** Tells whether a file is one that a browser loads, where a secret would be public. */
export const isBrowserFile = (relativePath: string): boolean => FOR_BROWSER.test(relativePath);

/** Folders of descriptions of builds. */
const BUILD_FOLDER = /(?:^|[\\/])(?:\.github[\\/]workflows|\.azure-?pipelines)[\\/]/i;
/** Names of descriptions of builds: what may be followed by more, and what is the whole name before its extension. */
const BUILD_FILE =
  /^(?:(?:\.gitlab-ci|azure-pipelines?)(?:[.-][\w.-]*)?|bitbucket-pipelines|\.travis|appveyor|\.drone|cloudbuild|buildspec)\.ya?ml$/i;
const CIRCLE_CI = /(?:^|[\\/])\.circleci[\\/]config\.ya?ml$/i;

/**
 * Tells whether a file describes a build, to which no key for a secret is added: builds have a place of their own for secrets,
 * and everyone who reads the code reads them.
 */
export function isBuildFile(relativePath: string): boolean {
  const name = relativePath.split(/[\\/]/).at(-1) ?? '';
  return BUILD_FILE.test(name) || BUILD_FOLDER.test(relativePath) || CIRCLE_CI.test(relativePath);
}
