/** A picture alone in its lines, from a file of ours. */
const OWN_PICTURE = /^<img src="(?!\w+:)[^>]*>\n+/gm;
/** A link to a file of ours; one to a heading of the same page is none. */
const OWN_LINK = /(?<!!)\[([^\]]+)\]\((?!\w+:|#)[^)]+\)/g;

/**
 * Makes of README.md what a package can show: without an address of the repository, the marketplace and the editor find
 * neither our pictures nor our other pages, and would show broken ones.
 */
export const packagedReadme = (readme: string): string =>
  readme.replace(OWN_PICTURE, '').replace(OWN_LINK, '$1');
