import type { FileFormat } from '../fileFormat.ts';
import type { LiteralSyntax } from '../literals/literalDocument.ts';
import { entriesOf, withMembers } from '../literals/literalNode.ts';
import { setLiterals } from '../literals/setLiterals.ts';
import { readTfvars } from './tfvarsText.ts';
import { writeHclString } from './tfvarsValue.ts';

/** `terraform.tfvars`, `prod.auto.tfvars`: values for the variables of Terraform and OpenTofu. */
export const tfvarsFormat: FileFormat = {
  name: 'tfvars',
  matches: fileName => /\.tfvars$/i.test(fileName),
  read: text => {
    const root = readTfvars(text);
    return 'code' in root ? [] : entriesOf(text, withMembers([], root));
  },
  set: (text, assignments) => {
    const root = readTfvars(text);
    if ('code' in root) return { ok: false, fault: root };
    const nodes = withMembers([], root);
    return setLiterals({ text, nodes, syntax: SYNTAX, read: tfvarsFormat.read, root }, assignments);
  },
};

const SYNTAX: LiteralSyntax = {
  sign: ' = ',
  needsCommas: false,
  lineComments: ['#', '//'],
  writeText: writeHclString,
  writeKey: name => (/^[A-Za-z_][\w-]*$/.test(name) ? name : (writeHclString(name) ?? JSON.stringify(name))),
};
