// The texts of TypeScript: `$localize` with its id, and literals that still lack one; and inline templates.
import ts from 'typescript';
import { Problem } from '../node/problem.mjs';
import { hasWords, isForPeople, nameFor } from './wording.mjs';

// names of headers, programs, units and tests, which no language changes
const names =
  /^(X-|Content-Type$|Retry-After$|If-|Countersign(-Portal)?$|MiB$|GiB$|KiB$|Edge$|Opera$|Samsung Internet$|Firefox$|Chrome$|Safari$|Android$|ChromeOS$|Windows$|Linux$|Ctrl$|English$|cs-|repeat\()/;
const selectorCalls = new Set(['closest', 'matches', 'querySelector', 'querySelectorAll', 'focusOn']);

const parse = (source, file) => ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);

function calledName(node) {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return '';
  const called = node.expression;
  return ts.isPropertyAccessExpression(called)
    ? called.name.text
    : ts.isIdentifier(called)
      ? called.text
      : '';
}

function isSpoken(node, text) {
  if (names.test(text) || (/^[[\w.,:>#()="^*\]-]+$/.test(text) && /[[\]=#>]/.test(text))) return false;
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && /^[!=]==?$/.test(parent.operatorToken.getText())) return false;
  if (ts.isCaseClause(parent) || ts.isElementAccessExpression(parent)) return false;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
  const called = calledName(parent);
  return !called.endsWith('Error') && !selectorCalls.has(called);
}

function isComponent(decorator) {
  return (
    ts.isCallExpression(decorator.expression) && decorator.expression.expression.getText() === 'Component'
  );
}

/** Inline templates: their source and where it begins. */
export function inlineTemplates(source, file) {
  const found = [];
  const visit = (node) => {
    if (ts.isDecorator(node) && isComponent(node)) {
      const [metadata] = node.expression.arguments;
      for (const property of metadata?.properties ?? []) {
        if (property.name?.getText() === 'template' && ts.isStringLiteralLike(property.initializer)) {
          const start = property.initializer.getStart() + 1;
          found.push({ template: source.slice(start, property.initializer.end - 1), start });
        }
      }
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(source, file));
  return found;
}

const quoted = (text) => text.replace(/[\\`]|\$\{/g, '\\$&');

export function unmarkedLiterals(source, file) {
  const found = [];
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isDecorator(node)) return;
    if (ts.isTaggedTemplateExpression(node)) {
      if (isLocalized(node) && idOf(node) === undefined) found.push(unnamed(node));
      return;
    }
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      const { text } = node;
      if (isForPeople(text) && isSpoken(node, text)) {
        found.push({
          text,
          insert: (id) => [[node.getStart(), `$localize\`:@@${id}:${quoted(text)}\``, node.end]],
        });
      }
      return;
    }
    if (ts.isTemplateExpression(node)) {
      const parts = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
      if (hasWords(parts.join(' ')) && isForPeople(parts.join('xx')) && isSpoken(node, parts[0])) {
        found.push(withGaps(node, '$localize'));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(source, file));
  return found;
}

/** A text with gaps: how it reads, and how the id and the names of its gaps come into it. */
function withGaps(template, before) {
  const taken = new Set();
  const gaps = template.templateSpans.map(({ expression, literal }) => {
    const given = gapName.exec(literal.text)?.[1];
    return { given, name: given ?? nameFor(expression.getText(), taken), literal };
  });
  const after = gaps.map(({ name, literal }) => `{${name}}${literal.text.replace(gapName, '')}`);
  return {
    text: template.head.text + after.join(''),
    insert: (id) => [
      [template.getStart(), `${before}\`:@@${id}:`, template.getStart() + 1],
      ...gaps
        .filter(({ given }) => given === undefined)
        .map(({ name, literal }) => [literal.getStart() + 1, `:${name}:`]),
    ],
  };
}

/** `$localize` that nobody has given an id yet. */
function unnamed({ template }) {
  if (!ts.isNoSubstitutionTemplateLiteral(template)) return withGaps(template, '');
  const start = template.getStart();
  return { text: template.text, insert: (id) => [[start, `\`:@@${id}:`, start + 1]] };
}

const heading = /^:@@([^:]+):/;
const gapName = /^:(\w+):/;
const isLocalized = ({ tag }) => tag.getText() === '$localize';
const headOf = ({ template }) =>
  ts.isNoSubstitutionTemplateLiteral(template) ? template.text : template.head.text;
const idOf = (node) => heading.exec(headOf(node))?.[1];

export function localized(source, file) {
  const found = [];
  const visit = (node) => {
    const id = ts.isTaggedTemplateExpression(node) && isLocalized(node) ? idOf(node) : undefined;
    if (id !== undefined) {
      const { template } = node;
      const gaps = {};
      let text = headOf(node).replace(heading, '');
      for (const span of template.templateSpans ?? []) {
        const name = gapName.exec(span.literal.text)?.[1];
        if (name === undefined) throw new Problem(`${file}: a gap without a name in ${id}`);
        gaps[`{${name}}`] = name;
        text += `{${name}}${span.literal.text.slice(name.length + 2)}`;
      }
      found.push({ id, text, gaps });
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(source, file));
  return found;
}
