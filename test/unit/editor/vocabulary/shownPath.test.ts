import assert from 'node:assert/strict';
import { type PathRoots, shownPath } from '../../../../src/editor/vocabulary/shownPath.ts';

const folder = (path: string, name: string) => ({ path, name });

type Case = readonly [title: string, roots: Partial<PathRoots>, file: string, shown: string];

const HERE: PathRoots = { folders: [folder('/home/me/app', 'app')], home: '/home/me', platform: 'linux' };
const BOTH = [folder('/home/me/app', 'app'), folder('/home/me/api', 'API')];
const WINDOWS: PathRoots = {
  folders: [folder('C:\\Users\\Me\\app', 'app')],
  home: 'C:\\Users\\Me',
  platform: 'win32',
};

const CASES: readonly Case[] = [
  ['a file of the only folder', {}, '/home/me/app/config/.env', 'config/.env'],
  ['the only folder', {}, '/home/me/app', 'app'],
  ['a file of one of several folders', { folders: BOTH }, '/home/me/api/.env', 'API/.env'],
  [
    'a file of a folder inside another one',
    { folders: [folder('/home/me', 'me'), ...BOTH] },
    '/home/me/app/.env',
    'app/.env',
  ],
  ['a file of a folder with a similar name', {}, '/home/me/app2/.env', '~/app2/.env'],
  ['a file below the home folder', {}, '/home/me/.microsoft/secrets.json', '~/.microsoft/secrets.json'],
  ['the home folder', {}, '/home/me', '~'],
  ['a file elsewhere', {}, '/mnt/usb/project/.env', '…/project/.env'],
  ['a file at the top', {}, '/.env', '…/.env'],
  ['a file without a known home', { folders: [], home: '' }, '/home/me/.env', '…/me/.env'],
  ['a name that was made for users', {}, 'User secrets of Api.csproj', 'User secrets of Api.csproj'],
  ['a file of Windows', WINDOWS, 'c:\\users\\me\\APP\\config\\.env', 'config/.env'],
  ['a file of Windows below the home folder', WINDOWS, 'C:\\Users\\Me\\other\\.env', '~/other/.env'],
  ['a file of Windows on another drive', WINDOWS, 'D:\\work\\api\\.env', '…/api/.env'],
  ['a file of Windows on a server', WINDOWS, '\\\\server\\share\\api\\.env', '…/api/.env'],
  ['a long path of Windows', WINDOWS, '\\\\?\\C:\\Users\\Me\\app\\.env', '.env'],
  [
    'a file of macOS',
    { ...HERE, folders: [folder('/Users/me/app', 'app')], home: '/Users/me', platform: 'darwin' },
    '/Users/me/Library/.env',
    '~/Library/.env',
  ],
];

describe('shownPath', () => {
  for (const [title, roots, file, shown] of CASES)
    it(`shows ${title} as ${shown}`, () => {
      assert.equal(shownPath(file, { ...HERE, ...roots }), shown);
    });
});
