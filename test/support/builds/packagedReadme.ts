/** Matches a picture from a file of the repository, on lines of its own. */
const OWN_PICTURE = /^<img src="(?!\w+:)[^>]*>\n+/gm;
/** Matches a link to a file of the repository, but not to a heading of the same page. */
const OWN_LINK = /(?<!!)\[([^\]]+)\]\((?!\w+:|#)[^)]+\)/g;

/**
 * Returns README.md without pictures and links to files of the repository. The package has no address of the repository, so
 * the marketplace and the editor would show these as broken.
 */
export const packagedReadme = (readme: string): string =>
  readme.replace(OWN_PICTURE, '').replace(OWN_LINK, '$1');
