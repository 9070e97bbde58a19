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

/** Descriptions of builds, which have a place of their own for secrets, and are read by everyone who reads the code. */
const OF_BUILD =
  /(?:^|[\\/])(?:\.github[\\/]workflows[\\/].*|\.gitlab-ci(?:[.-][\w.-]*)?\.ya?ml|azure-pipelines?(?:[.-][\w.-]*)?\.ya?ml|\.azure-?pipelines[\\/].*|bitbucket-pipelines\.ya?ml|\.circleci[\\/]config\.ya?ml|\.travis\.ya?ml|appveyor\.ya?ml|\.drone\.ya?ml|cloudbuild\.ya?ml|buildspec\.ya?ml)$/i;

/** Tells whether a file describes a build, to which no key for a secret is added. */
export const isBuildFile = (relativePath: string): boolean => OF_BUILD.test(relativePath);
