import * as ast from 'typescript/unstable/ast';
import { anyWordsIn, wordsIn } from './wordsIn.ts';

/** Why a text of the source can't be translated. */
export type TextFault =
  /** Users see it, but it isn't an argument of `l10n.t`. */
  | 'not localised'
  /** The exporter can't read the argument of `l10n.t`. */
  | 'cannot be exported'
  /** `l10n.t` is called when the module is loaded, before the language is known. */
  | 'too early'
  /** It is built from parts of a sentence, which other languages order differently. */
  | 'put together';

/** A text that can't be translated. */
export interface FaultyText {
  readonly fault: TextFault;
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Calls whose texts are for developers: the log, and errors that only the log shows. */
const FOR_DEVELOPERS = /\b(?:log|channel)\.(?:trace|debug|info|warn|error)$|^warn$|^super$|Error$/;

/** Properties of the editor's API that are shown or read aloud. */
const SHOWN_PROPERTY =
  /^(?:label|description|detail|placeholder|placeHolder|prompt|title|tooltip|text|message|validationMessage|openLabel|saveLabel)$/;

/** Calls of the editor's API whose arguments, or the properties of these, are shown. */
const SHOWN_ARGUMENT = /\.(?:show\w+Message|setStatusBarMessage|appendText|TreeItem)$/;

const isLocalising = (node: ast.Node): node is ast.CallExpression =>
  ast.isCallExpression(node) && node.expression.getText().replaceAll(/\s/g, '') === 'l10n.t';

const COMPARISONS: ReadonlySet<ast.SyntaxKind> = new Set([
  ast.SyntaxKind.EqualsEqualsEqualsToken,
  ast.SyntaxKind.ExclamationEqualsEqualsToken,
  ast.SyntaxKind.InKeyword,
]);

const CHOICES: ReadonlySet<ast.SyntaxKind> = new Set([
  ast.SyntaxKind.QuestionQuestionToken,
  ast.SyntaxKind.BarBarToken,
  ast.SyntaxKind.AmpersandAmpersandToken,
]);

/** Nodes in which a text is an identifier, not text for users. */
const NAMES_SOMETHING: readonly ((node: ast.Node, parent: ast.Node) => boolean)[] = [
  (_, parent) => ast.isImportDeclaration(parent) || ast.isExportDeclaration(parent),
  (_, parent) => ast.isLiteralTypeNode(parent),
  (_, parent) => ast.isBinaryExpression(parent) && COMPARISONS.has(parent.operatorToken.kind),
  (_, parent) => ast.isCaseClause(parent) || ast.isElementAccessExpression(parent),
  (node, parent) => ast.isPropertyAssignment(parent) && parent.name === node,
  (_, parent) => ast.isTaggedTemplateExpression(parent),
];

const isForDevelopers = (node: ast.Node): boolean =>
  (ast.isCallExpression(node) || ast.isNewExpression(node)) && FOR_DEVELOPERS.test(node.expression.getText());

function ancestors(node: ast.Node): readonly ast.Node[] {
  const { parent } = node;
  return parent ? [parent, ...ancestors(parent)] : [];
}

/** Returns the constant parts of a text, between which values are inserted. */
function piecesOf(node: ast.Node): readonly string[] | undefined {
  if (ast.isStringLiteral(node) || ast.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (!ast.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(span => span.literal.text)];
}

/** Returns the message of a call of `l10n.t` if the exporter can read it. */
function exportedMessage({ arguments: [first] }: ast.CallExpression): ast.Node | undefined {
  if (!first || ast.isStringLiteral(first)) return first;
  if (!ast.isObjectLiteralExpression(first)) return undefined;
  const message = first.properties
    .filter(ast.isPropertyAssignment)
    .find(({ name }) => name.getText() === 'message');
  const value = message?.initializer;
  return value && ast.isStringLiteral(value) ? value : undefined;
}

/** Tells whether a text is the `comment` of a message, which only the English bundle contains. */
const isForTranslators = (node: ast.Node): boolean =>
  ast.isPropertyAssignment(node) && node.name.getText() === 'comment' && isLocalising(node.parent.parent);

const runsLater = (node: ast.Node): boolean =>
  ast.isFunctionLikeDeclaration(node) ||
  (ast.isPropertyDeclaration(node) &&
    !node.modifiers?.some(({ kind }) => kind === ast.SyntaxKind.StaticKeyword));

function faultOfCall(call: ast.CallExpression): TextFault | undefined {
  if (!exportedMessage(call)) return 'cannot be exported';
  return ancestors(call).some(runsLater) ? undefined : 'too early';
}

/** Returns the outermost expression that may have this value: `a ? b : c`, `b ?? c`, `(b)`. */
function takerOf(node: ast.Node): { readonly taker: ast.Node; readonly given: ast.Node } {
  const { parent } = node;
  const passesOn =
    ast.isConditionalExpression(parent) ||
    ast.isParenthesizedExpression(parent) ||
    (ast.isBinaryExpression(parent) && CHOICES.has(parent.operatorToken.kind));
  return passesOn ? takerOf(parent) : { taker: parent, given: node };
}

/** Tells whether the editor shows the value of a node. */
function isShown(node: ast.Node): boolean {
  const { taker, given } = takerOf(node);
  if (ast.isPropertyAssignment(taker)) return SHOWN_PROPERTY.test(taker.name.getText());
  if (ast.isBinaryExpression(taker) && taker.operatorToken.kind === ast.SyntaxKind.EqualsToken) {
    return ast.isPropertyAccessExpression(taker.left) && SHOWN_PROPERTY.test(taker.left.name.getText());
  }
  return (
    (ast.isCallExpression(taker) || ast.isNewExpression(taker)) &&
    given !== taker.expression &&
    SHOWN_ARGUMENT.test(taker.expression.getText())
  );
}

function faultOfPieces(node: ast.Node, pieces: readonly string[]): TextFault | undefined {
  const around = ancestors(node);
  const [parent] = around;
  if (!parent || NAMES_SOMETHING.some(names => names(node, parent))) return undefined;
  if (around.some(isForDevelopers)) return undefined;
  // The message itself is translated; the values that are inserted in it are checked like any other text.
  const call = around.find(isLocalising);
  if (call && (exportedMessage(call) === node || around.some(isForTranslators))) return undefined;
  const words = isShown(node) ? anyWordsIn(pieces) : wordsIn(pieces);
  return words.length > 0 ? 'not localised' : undefined;
}

const hasLetters = (text: string): boolean => /\p{L}/u.test(text);

/** Returns the operands of a chain of `+`, or the parts of a template. */
function joinedParts(node: ast.Node): readonly ast.Node[] {
  if (ast.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression);
  if (!ast.isBinaryExpression(node) || node.operatorToken.kind !== ast.SyntaxKind.PlusToken) return [];
  return [node.left, node.right].flatMap(side => {
    const inner = joinedParts(side);
    return inner.length > 0 && ast.isBinaryExpression(side) ? inner : [side];
  });
}

function isPutTogether(node: ast.Node): boolean {
  const parts = joinedParts(node);
  if (!parts.some(isLocalising)) return false;
  if (ast.isTemplateExpression(node)) {
    const pieces = piecesOf(node) ?? [];
    return !pieces.some(piece => piece.includes('<')) && pieces.some(hasLetters);
  }
  return parts.some(part => (piecesOf(part) ?? []).some(hasLetters));
}

function faultOf(node: ast.Node): TextFault | undefined {
  if (isLocalising(node)) return faultOfCall(node);
  if (isPutTogether(node)) return 'put together';
  const pieces = piecesOf(node);
  return pieces && faultOfPieces(node, pieces);
}

/** Finds the texts of a file that can't be translated. */
export function faultyTexts(tree: ast.SourceFile): readonly FaultyText[] {
  const found: FaultyText[] = [];
  const visit = (node: ast.Node): void => {
    const fault = faultOf(node);
    if (fault) {
      const before = tree.text.slice(0, node.getStart());
      found.push({ fault, text: node.getText(), line: before.split('\n').length });
    }
    node.forEachChild(visit);
  };
  visit(tree);
  return found;
}
