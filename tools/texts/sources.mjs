// The texts of TypeScript: `$localize` with its id, and literals that still lack one; and inline templates.
import ts from 'typescript';
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
    if (ts.isDecorator(node) || ts.isTaggedTemplateExpression(node)) return;
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
        const taken = new Set();
        const gaps = node.templateSpans.map((span) => nameFor(span.expression.getText(), taken));
        const text = parts[0] + gaps.map((gap, index) => `{${gap}}${parts[index + 1]}`).join('');
        found.push({
          text,
          insert: (id) => [
            [node.getStart(), `$localize\`:@@${id}:`, node.getStart() + 1],
            ...node.templateSpans.map((span, index) => [span.literal.getStart() + 1, `:${gaps[index]}:`]),
          ],
        });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(source, file));
  return found;
}

const heading = /^:@@([^:]+):/;

export function localized(source, file) {
  const found = [];
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === '$localize') {
      const { template } = node;
      const head = ts.isNoSubstitutionTemplateLiteral(template) ? template.text : template.head.text;
      const id = heading.exec(head)?.[1];
      if (id === undefined) throw new Error(`${file}: $localize without an id: ${head}`);
      const gaps = {};
      let text = head.replace(heading, '');
      for (const span of template.templateSpans ?? []) {
        const name = /^:(\w+):/.exec(span.literal.text)?.[1];
        if (name === undefined) throw new Error(`${file}: a gap without a name in ${id}`);
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
