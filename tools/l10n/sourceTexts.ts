import * as ast from 'typescript/unstable/ast';
import { anyWordsIn, wordsIn } from './wordsIn.ts';

/** What is wrong with a text of the source. */
export type TextFault =
  /** Somebody reads it, and it does not go through `l10n.t`. */
  | 'not localised'
  /** `l10n.t` of something that the exporter cannot read. */
  | 'cannot be exported'
  /** Runs when the module is loaded, before the language is known. */
  | 'too early'
  /** Put together from pieces of a sentence; other languages order them otherwise. */
  | 'put together';

/** A text that no translator can reach. */
export interface FaultyText {
  readonly fault: TextFault;
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** Calls whose texts are for whoever mends the program: the log, and errors that only the log shows. */
const FOR_DEVELOPERS = /\b(?:log|channel)\.(?:trace|debug|info|warn|error)$|^warn$|^super$|Error$/;

/** Properties of the editor's API whose every word is shown or read out. */
const SHOWN_PROPERTY =
  /^(?:label|description|detail|placeholder|placeHolder|prompt|title|tooltip|text|message|validationMessage|openLabel|saveLabel)$/;

/** Calls of the editor's API whose every word is shown; and the ones that take an object have it in its properties. */
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

/** Places in which a text is a name for the program, not words for a person. */
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

/** The pieces of a text; between them something is put in. */
function piecesOf(node: ast.Node): readonly string[] | undefined {
  if (ast.isStringLiteral(node) || ast.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (!ast.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(span => span.literal.text)];
}

/** The message of a call of `l10n.t`, where the exporter can read it. */
function exportedMessage({ arguments: [first] }: ast.CallExpression): ast.Node | undefined {
  if (!first || ast.isStringLiteral(first)) return first;
  if (!ast.isObjectLiteralExpression(first)) return undefined;
  const message = first.properties
    .filter(ast.isPropertyAssignment)
    .find(({ name }) => name.getText() === 'message');
  const value = message?.initializer;
  return value && ast.isStringLiteral(value) ? value : undefined;
}

/** The `comment` beside a message: it goes into the English bundle, and no further. */
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

/** Where a value goes that one of several expressions gives: `a ? b : c`, `b ?? c`, `(b)`. */
function takerOf(node: ast.Node): { readonly taker: ast.Node; readonly given: ast.Node } {
  const { parent } = node;
  const passesOn =
    ast.isConditionalExpression(parent) ||
    ast.isParenthesizedExpression(parent) ||
    (ast.isBinaryExpression(parent) && CHOICES.has(parent.operatorToken.kind));
  return passesOn ? takerOf(parent) : { taker: parent, given: node };
}

/** Whether the editor shows what stands here, however short. */
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
  // what is put into a message is looked at like any other text; the message itself is what a translator gets
  const call = around.find(isLocalising);
  if (call && (exportedMessage(call) === node || around.some(isForTranslators))) return undefined;
  const words = isShown(node) ? anyWordsIn(pieces) : wordsIn(pieces);
  return words.length > 0 ? 'not localised' : undefined;
}

const hasLetters = (text: string): boolean => /\p{L}/u.test(text);

/** The operands of a chain of `+`, or what is put into a template; with the texts that stand between them. */
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

/** Finds every text of a file that no translator can reach. */
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
