// What this room needs of undici, by name: a chunk that is made from a library in CommonJS alone has a default export only.
export { Agent, buildConnector, EnvHttpProxyAgent, fetch, Pool, Response } from 'undici';
