/** Version of the service's API that the credentials are for, as files name it. */
export const API_VERSION = 'v1';
