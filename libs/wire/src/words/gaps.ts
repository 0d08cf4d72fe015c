import { IntlMessageFormat } from 'intl-messageformat';
import { WRITTEN_IN, type AnyText } from '@countersign/content';
import { languageOf } from './languages';

type Elements = ReturnType<IntlMessageFormat['getAst']>;

const known = new Map<string, readonly string[]>();

/** Names of what fills a text, the same in every language. */
export function gapsOf(code: AnyText): readonly string[] {
  const gaps = known.get(code) ?? namesIn(astOf(code));
  known.set(code, gaps);
  return gaps;
}

function astOf(code: AnyText): Elements {
  const { texts } = languageOf(WRITTEN_IN);
  return new IntlMessageFormat(texts[code], WRITTEN_IN, undefined, { ignoreTag: true }).getAst();
}

function namesIn(elements: Elements): readonly string[] {
  const names = elements.flatMap((element) => {
    // the sign of a plural's number has no name, and plain text needs none
    if (element.type === PLAIN || element.type === SIGN) return [];
    const inner = 'options' in element ? Object.values(element.options) : [];
    return [element.value, ...inner.flatMap(({ value }) => namesIn(value))];
  });
  return [...new Set(names)];
}

const PLAIN = 0;
const SIGN = 7;
