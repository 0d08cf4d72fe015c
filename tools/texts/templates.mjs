// The texts of Angular templates: those that carry an id, and those that still lack one.
import { HtmlParser, MessageBundle } from '@angular/compiler';
import { Problem } from '../node/problem.mjs';
import { hasWords, isForPeople, nameFor } from './wording.mjs';

const options = { tokenizeExpansionForms: true, tokenizeBlocks: true, tokenizeLet: true };
const inline = new Set(
  'a abbr b bdi br cite code em i kbd mark q s small span strong sub sup time u var'.split(' '),
);
const notForPeople = new Set(
  'autocomplete capture class color controlName csFilter enctype fact field for formControlName headers href icon id inputmode key kind link method mode name noun page part pattern permission position rel role routerLink routerLinkActive scope section sort src state step style target tone type value variant xmlns'.split(
    ' ',
  ),
);
// a name of our own that no language changes
const brand = /^(Countersign|[^A-Za-z]*)$/;

const withoutGaps = (text) => text.replace(/\{\{.*?\}\}/gs, ' ');
const isElement = (node) => 'attrs' in node && typeof node.name === 'string';
const isText = (node) => typeof node.value === 'string' && Array.isArray(node.tokens) && !('attrs' in node);
const hasId = (element, name = 'i18n') => element.attrs.some((attribute) => attribute.name === name);

function isInline(node) {
  return (
    isElement(node) &&
    inline.has(node.name) &&
    !hasId(node) &&
    node.children.every((child) => isText(child) || isInline(child))
  );
}

const unreadable = (file, { msg, span }) => new Problem(`${file}:${span.start.line + 1}: ${msg}`);

function parse(source, file) {
  const { rootNodes, errors } = new HtmlParser().parse(source, file, options);
  if (errors.length > 0) throw unreadable(file, errors[0]);
  return rootNodes;
}

/** Texts without an id: each says where the id goes in the source, where it can stand there at all. */
export function unmarkedTexts(source, file) {
  const found = [];
  const raw = (from, to) => source.slice(from, to);

  /** A text inside an expression cannot carry an id: it moves to the source, or the choice becomes an `@if`. */
  function inExpression(expression) {
    const literals = [...expression.matchAll(/'([^']+)'/g)].map(([, text]) => text);
    return literals
      .filter((text) => isForPeople(text) && !brand.test(text))
      .map((text) => ({ text, insert: null }));
  }

  function attributes(element) {
    for (const attribute of element.attrs) {
      if (attribute.name.startsWith('[')) found.push(...inExpression(attribute.value));
      const bound = /^[[(*#@]|^i18n/.test(attribute.name);
      if (bound || notForPeople.has(attribute.name) || hasId(element, `i18n-${attribute.name}`)) continue;
      if (!isForPeople(withoutGaps(attribute.value)) || brand.test(attribute.value.trim())) continue;
      found.push({
        text: attribute.value,
        insert: (id) => [[attribute.sourceSpan.end.offset, ` i18n-${attribute.name}="@@${id}"`]],
      });
    }
  }

  function descend(node, covered) {
    if (isElement(node)) {
      attributes(node);
      walk(node.children, node, covered || hasId(node));
    } else if (Array.isArray(node.children)) {
      walk(node.children, null, covered);
    } else if (Array.isArray(node.cases)) {
      // a choice by number is a message of `language/message.ts`, or stands within a text that has an id
      if (!covered) {
        const { start, end } = node.sourceSpan;
        found.push({ text: raw(start.offset, end.offset), insert: null });
      }
      for (const one of node.cases) walk(one.expression, null, true);
    }
  }

  function run(nodes, parent, whole) {
    const from = nodes[0].sourceSpan.start.offset;
    const to = (nodes.at(-1).endSourceSpan ?? nodes.at(-1).sourceSpan).end.offset;
    const text = raw(from, to);
    const lead = text.length - text.trimStart().length;
    const tail = text.trimEnd().length;
    if (whole && parent) {
      const name = parent.startSourceSpan.start.offset + 1 + parent.name.replace(/^:\w+:/, '').length;
      found.push({ text: text.trim(), insert: (id) => [[name, ` i18n="@@${id}"`]] });
    } else {
      found.push({
        text: text.trim(),
        insert: (id) => [
          [from + lead, `<ng-container i18n="@@${id}">`],
          [from + tail, '</ng-container>'],
        ],
      });
    }
  }

  function walk(nodes, parent, covered) {
    for (const node of nodes) {
      if (!isText(node)) descend(node, covered);
      else for (const [gap] of node.value.matchAll(/\{\{.*?\}\}/gs)) found.push(...inExpression(gap));
    }
    if (covered) return;
    let current = [];
    const runs = [];
    for (const node of nodes) {
      if (isText(node) || isInline(node)) current.push(node);
      else if (current.length > 0) {
        runs.push(current);
        current = [];
      }
    }
    if (current.length > 0) runs.push(current);
    for (const nodesOfRun of runs) {
      const trimmed = [...nodesOfRun];
      const empty = (node) => isText(node) && node.value.trim() === '';
      while (trimmed.length > 0 && empty(trimmed[0])) trimmed.shift();
      while (trimmed.length > 0 && empty(trimmed.at(-1))) trimmed.pop();
      const own = trimmed
        .filter(isText)
        .map((node) => withoutGaps(raw(node.sourceSpan.start.offset, node.sourceSpan.end.offset)));
      if (!own.some((text) => hasWords(text.replace(/&\w+;/g, ' ')))) continue;
      if (brand.test(own.join(' ').trim())) continue;
      // inline elements of this run were descended into: their own texts belong to the whole sentence
      const start = trimmed[0].sourceSpan.start.offset;
      const end = (trimmed.at(-1).endSourceSpan ?? trimmed.at(-1).sourceSpan).end.offset;
      for (let index = found.length - 1; index >= 0; index -= 1) {
        if (found[index].insert === null) continue;
        const [[at, what]] = found[index].insert('x');
        if (at >= start && at <= end && what.includes('i18n="')) found.splice(index, 1);
      }
      const rest = nodes.filter((node) => !trimmed.includes(node) && !empty(node));
      run(trimmed, parent, rest.length === 0 && parent !== null && parent.name !== 'ng-content');
    }
  }

  walk(parse(source, file), null, false);
  return found;
}

const tag = /^(START|CLOSE)_(TAG_|BLOCK_)?(.+)$/;

/** What a translator reads in place of Angular's placeholders: `<strong>` and its end, `{name}`. */
function inIcu(message, placeholders) {
  const names = new Set();
  const gaps = {};
  const open = [];
  const readable = (placeholder) => {
    if (placeholder.startsWith('INTERPOLATION')) {
      const known = Object.keys(gaps).find((gap) => gaps[gap] === placeholder);
      return known ?? `{${nameFor(placeholders[placeholder].text.replace(/^\{\{|\}\}$/g, ''), names)}}`;
    }
    const [, end, , kind] = tag.exec(placeholder) ?? [];
    const name = (kind ?? placeholder).toLowerCase().replaceAll('_', '-');
    if (end === undefined) return `<${name}/>`;
    if (end === 'CLOSE') return `</${open.pop() ?? name}>`;
    open.push(name);
    return `<${name}>`;
  };
  const text = message.replaceAll('{$}', '').replace(/\{\$([^}]+)\}/g, (_, placeholder) => {
    const gap = readable(placeholder);
    gaps[gap] = placeholder;
    return gap;
  });
  return { text: text.replace(/\s+/g, ' ').trim(), gaps };
}

/** Texts that say `i18n`, as ICU, what Angular calls their gaps, and the lines in which they stand. */
export function markedTexts(source, file) {
  const bundle = new MessageBundle(new HtmlParser(), [], {}, null, true);
  const errors = bundle.updateFromTemplate(source, file);
  if (errors.length > 0) throw unreadable(file, errors[0]);
  return bundle.getMessages().map((message) => ({
    id: message.customId,
    lines: message.sources.map(({ startLine }) => startLine),
    ...inIcu(message.messageString, message.placeholders),
  }));
}
