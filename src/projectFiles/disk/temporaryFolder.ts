const BEGIN = '.client-credentials-';
const END = '.tmp';

/** Returns the name of a folder for new bytes beside their file; `unique` tells it from others. */
export const temporaryFolderName = (unique: string): string => `${BEGIN}${unique}${END}`;

/** Tells by its name whether a folder is one of ours, which exists for a moment and concerns nobody else. */
export const isTemporaryFolder = (name: string): boolean => name.startsWith(BEGIN) && name.endsWith(END);
