import { judgeDeclaration } from './xml-letters';

/** A tag or an instruction longer than this is taken for none. */
const LONGEST_TAG = 1024 * 1024;

const ACTIVE_ROOTS = new Set(
  'html svg math stylesheet transform script scriptlet hta job package'.split(' '),
);
/** Whatever the file is called, a browser runs or loads what stands in these (an element of any XML can belong to them). */
const ACTIVE_NAMESPACES = [
  'w3.org/1999/xhtml',
  'w3.org/2000/svg',
  'w3.org/1998/math',
  'w3.org/1999/xsl',
  'w3.org/tr/wd-xsl',
  'schemas-microsoft-com:xslt',
  'there.is.only.xul',
];
const ACTIVE_INSTRUCTIONS = /^<\?(?:xml-stylesheet|mso-application)/i;
/**
 * A document type may say which elements and attributes there are, as a report of a scanner does; it may give nothing
 * a namespace, name nothing for later (an entity), and fetch nothing from elsewhere.
 */
const HARMLESS_DOCTYPE =
  /^<!DOCTYPE\s+(?!(?:html|svg)\b)[\w:.-]+\s*(?:\[(?:\s|<!ELEMENT\s[^<>%&]*>|<!ATTLIST\s[^<>%&]*>)*\]\s*)?>$/i;
const LONGEST_DOCTYPE = 64 * 1024;

/**
 * A tag is its name and then one attribute after the other (XML 1.0, 3.1), so that a value in quotes is never taken
 * for attributes, nor an attribute for a part of something else.
 */
const NAME = /<([\p{L}_:][^ \t\r\n/>]*)/uy;
const ATTRIBUTE = /[ \t\r\n]+([^ \t\r\n=<>"'/]+)[ \t\r\n]*=[ \t\r\n]*(?:"([^"]*)"|'([^']*)')/y;
const TAG_END = /[ \t\r\n]*\/?>$/y;

/** Parts that are passed over whole, by how they begin and end. */
const PASSED: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
];

/**
 * Reads XML as it arrives, only as far as needed to tell data from what runs: the root, the namespaces, the
 * instructions. Whoever reads XML stops at its first mistake, so what is no XML is called text.
 */
export class Markup {
  private rest = '';
  private passingUntil: string | null = null;
  private root: string | null = null;
  private found: 'page' | 'text' | null = null;

  /** Null is a piece that nobody can read. */
  read(piece: string | null): void {
    if (piece === null) this.found ??= 'text';
    if (piece === null || this.found !== null) return;
    this.rest += piece;
    while (this.found === null && this.step());
    if (this.rest.length > LONGEST_TAG) this.found ??= 'text';
  }

  verdict(): 'xml' | 'page' | 'text' {
    if (this.found !== null) return this.found;
    return this.root !== null && this.rest === '' && this.passingUntil === null ? 'xml' : 'text';
  }

  /** One part of the markup; false where more of it has to arrive first. */
  private step(): boolean {
    if (this.passingUntil !== null) return this.pass(this.passingUntil);
    const at = this.rest.indexOf('<');
    this.rest = at < 0 ? '' : this.rest.slice(at);
    if (this.rest.length < 9 && !this.rest.includes('>')) return false;
    const passed = PASSED.find(([begin]) => this.rest.startsWith(begin));
    if (passed !== undefined) {
      this.rest = this.rest.slice(passed[0].length);
      this.passingUntil = passed[1];
      return true;
    }
    const end = this.endOfPart();
    if (end < 0) return false;
    this.judge(this.rest.slice(0, end));
    this.rest = this.rest.slice(end);
    return true;
  }

  private pass(end: string): boolean {
    const at = this.rest.indexOf(end);
    this.rest = at < 0 ? this.rest.slice(1 - end.length) : this.rest.slice(at + end.length);
    if (at >= 0) this.passingUntil = null;
    return at >= 0;
  }

  private endOfPart(): number {
    const rules = /^<![^>[]*\[/.exec(this.rest);
    if (rules !== null) return endOfRules(this.rest);
    if (!this.rest.startsWith('<?')) return endOfTag(this.rest);
    const at = this.rest.indexOf('?>');
    return at < 0 ? -1 : at + 2;
  }

  private judge(part: string): void {
    if (part.startsWith('<?')) this.judgeInstruction(part);
    else if (part.startsWith('<!')) this.found = isHarmlessDoctype(part) ? null : 'page';
    else if (!part.startsWith('</')) this.judgeTag(part);
  }

  private judgeInstruction(part: string): void {
    if (ACTIVE_INSTRUCTIONS.test(part)) this.found = 'page';
    if (!/^<\?xml[ \t\r\n]/.test(part)) return;
    const declared = judgeDeclaration(part);
    if (declared === 'unreadable') this.found = 'page';
    if (declared === 'no declaration') this.found = 'text';
  }

  private judgeTag(part: string): void {
    const tag = tagOf(part);
    if (tag === null) {
      this.found = 'text';
      return;
    }
    const first = this.root === null;
    this.root ??= (tag.name.split(':').at(-1) ?? '').toLowerCase();
    if (first && ACTIVE_ROOTS.has(this.root)) this.found = 'page';
    if (tag.namespaces.some(isActiveNamespace)) this.found = 'page';
  }
}

/** Null where it is no tag from end to end. */
function tagOf(part: string): { name: string; namespaces: string[] } | null {
  const name = partAt(NAME, part, 0);
  if (name === null) return null;
  const namespaces: string[] = [];
  let at = name[0].length;
  for (let found = partAt(ATTRIBUTE, part, at); found !== null; found = partAt(ATTRIBUTE, part, at)) {
    const [whole, attribute = '', one, other] = found;
    if (/^xmlns(?::|$)/.test(attribute)) namespaces.push((one ?? other ?? '').toLowerCase());
    at += whole.length;
  }
  return partAt(TAG_END, part, at) === null ? null : { name: name[1] ?? '', namespaces };
}

function partAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** A reference can spell any namespace in a way that nobody recognises. */
function isActiveNamespace(value: string): boolean {
  return value.includes('&') || ACTIVE_NAMESPACES.some((namespace) => value.includes(namespace));
}

function isHarmlessDoctype(part: string): boolean {
  return part.length <= LONGEST_DOCTYPE && HARMLESS_DOCTYPE.test(part) && !/xmlns/i.test(part);
}

function endOfRules(text: string): number {
  const end = /\]\s*>/.exec(text);
  return end === null ? -1 : end.index + end[0].length;
}

/** A value in quotes may hold what would end the tag. */
function endOfTag(text: string): number {
  const mark = /[>"']/g;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    if (found[0] === '>') return found.index + 1;
    const closing = text.indexOf(found[0], found.index + 1);
    if (closing < 0) return -1;
    mark.lastIndex = closing + 1;
  }
  return -1;
}
