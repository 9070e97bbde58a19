import add from '@vscode/codicons/src/icons/add.svg';
import arrowRight from '@vscode/codicons/src/icons/arrow-right.svg';
import browser from '@vscode/codicons/src/icons/browser.svg';
import calendar from '@vscode/codicons/src/icons/calendar.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import checklist from '@vscode/codicons/src/icons/checklist.svg';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import chevronRight from '@vscode/codicons/src/icons/chevron-right.svg';
import circleSlash from '@vscode/codicons/src/icons/circle-slash.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import cloudUpload from '@vscode/codicons/src/icons/cloud-upload.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import deviceMobile from '@vscode/codicons/src/icons/device-mobile.svg';
import edit from '@vscode/codicons/src/icons/edit.svg';
import ellipsis from '@vscode/codicons/src/icons/ellipsis.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import exportIcon from '@vscode/codicons/src/icons/export.svg';

import eye from '@vscode/codicons/src/icons/eye.svg';
import eyeClosed from '@vscode/codicons/src/icons/eye-closed.svg';
import file from '@vscode/codicons/src/icons/file.svg';
import filter from '@vscode/codicons/src/icons/filter.svg';
import gistSecret from '@vscode/codicons/src/icons/gist-secret.svg';
import globe from '@vscode/codicons/src/icons/globe.svg';
import goToFile from '@vscode/codicons/src/icons/go-to-file.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import json from '@vscode/codicons/src/icons/json.svg';
import key from '@vscode/codicons/src/icons/key.svg';
import linkExternal from '@vscode/codicons/src/icons/link-external.svg';
import lock from '@vscode/codicons/src/icons/lock.svg';
import pass from '@vscode/codicons/src/icons/pass.svg';
import person from '@vscode/codicons/src/icons/person.svg';
import pulse from '@vscode/codicons/src/icons/pulse.svg';
import refresh from '@vscode/codicons/src/icons/refresh.svg';
import robot from '@vscode/codicons/src/icons/robot.svg';
import save from '@vscode/codicons/src/icons/save.svg';
import search from '@vscode/codicons/src/icons/search.svg';
import server from '@vscode/codicons/src/icons/server.svg';
import serverEnvironment from '@vscode/codicons/src/icons/server-environment.svg';
import serverProcess from '@vscode/codicons/src/icons/server-process.svg';
import sync from '@vscode/codicons/src/icons/sync.svg';
import terminal from '@vscode/codicons/src/icons/terminal.svg';
import trash from '@vscode/codicons/src/icons/trash.svg';
import unlock from '@vscode/codicons/src/icons/unlock.svg';
import verified from '@vscode/codicons/src/icons/verified.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import watch from '@vscode/codicons/src/icons/watch.svg';

/** The icons of our pages, by the names that VS Code gives them. Each is a whole `<svg>`. */
const ICONS = {
  add,
  'arrow-right': arrowRight,
  browser,
  calendar,
  check,
  checklist,
  'chevron-down': chevronDown,
  'chevron-right': chevronRight,
  'circle-slash': circleSlash,
  close,
  'cloud-upload': cloudUpload,
  copy,
  'device-mobile': deviceMobile,
  edit,
  ellipsis,
  error,
  export: exportIcon,
  eye,
  'eye-closed': eyeClosed,
  file,
  filter,
  'gist-secret': gistSecret,
  globe,
  'go-to-file': goToFile,
  info,
  json,
  key,
  'link-external': linkExternal,
  lock,
  pass,
  person,
  pulse,
  refresh,
  robot,
  save,
  search,
  server,
  'server-environment': serverEnvironment,
  'server-process': serverProcess,
  sync,
  terminal,
  trash,
  unlock,
  verified,
  warning,
  watch,
} as const;

/** The name of an icon, as in `$(name)`. */
export type IconName = keyof typeof ICONS;

/** Writes an icon. It is for the eye only: what it means is said by the text beside it, or by the label of its button. */
export const iconHtml = (name: IconName): string =>
  ICONS[name].trim().replace('<svg ', '<svg class="codicon" aria-hidden="true" focusable="false" ');

/** Writes icons that a script of a page draws from, as `<template id="icon-NAME">`. */
export const iconTemplatesHtml = (names: readonly IconName[]): string =>
  names.map(name => `<template id="icon-${name}">${iconHtml(name)}</template>`).join('\n');
