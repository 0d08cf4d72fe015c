import type { MailTemplate, MailText as MailKey } from '@countersign/content';
import { gapsOf, inWords, say } from '@countersign/platform';
import type { MailFacts } from '../mail-subject';

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface MailToRender {
  readonly template: MailTemplate;
  readonly facts: MailFacts;
  readonly link: string;
  readonly language: string;
}

/** A fact that the template names and nobody knows is a mistake; a fact that is empty leaves its paragraph out. */
export function renderMail({ template, facts, link, language }: MailToRender): MailText {
  const told = apart(facts);
  const whole = (text: MailKey) => inWords(say(text, told), language);
  const paragraphs = template.paragraphs.filter((text) => tellsAll(text, facts)).map(whole);
  const parts = {
    language,
    subject: oneLine(whole(template.subject)),
    paragraphs,
    action:
      template.action === null
        ? null
        : { label: whole(template.action), openLink: whole('frame.open-link'), link },
    why: whole(template.why),
    sentBy: whole('frame.sent-by'),
  };
  return { subject: parts.subject, text: plainText(parts), html: htmlText(parts) };
}

interface MailParts {
  readonly language: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly action: { readonly label: string; readonly openLink: string; readonly link: string } | null;
  readonly why: string;
  readonly sentBy: string;
}

/** False where a fact it names is empty. */
function tellsAll(text: MailKey, facts: MailFacts): boolean {
  return gapsOf(text).every((name) => {
    if (facts[name] === undefined)
      throw new Error(`The mail's text names ${name}, which its facts do not hold.`);
    return facts[name] !== '';
  });
}

const RIGHT_TO_LEFT =
  /[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Samaritan}\p{sc=Mandaic}\p{sc=Adlam}]/u;
const APART = '\u2068';
const AGAIN = '\u2069';

/** What is read from the right would take the day or the number beside it along: it is set apart, line by line. */
function apart<Value>(value: Value): Value;
function apart(value: unknown): unknown {
  if (typeof value === 'string') return value.split('\n').map(lineApart).join('\n');
  if (Array.isArray(value)) return value.map((one) => apart<unknown>(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, apart<unknown>(one)]));
}

const lineApart = (line: string) => (RIGHT_TO_LEFT.test(line) ? `${APART}${line}${AGAIN}` : line);

/** Names that people type must not begin a header of their own. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function plainText({ paragraphs, action, why, sentBy }: MailParts): string {
  const act = action === null ? [] : [`${action.label}:\n${action.link}`];
  return `${[...paragraphs, ...act, '-- ', why, sentBy].join('\n\n')}\n`;
}

/** No tables, no pictures, no colours of our own but the button's: readable in any client, light or dark. */
function htmlText({ language, subject, paragraphs, action, why, sentBy }: MailParts): string {
  const body = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph).replace(/\n/g, '<br>')}</p>`);
  const link = action === null ? '' : escapeHtml(action.link);
  const act =
    action === null
      ? []
      : [
          `<p><a href="${link}" style="${buttonStyle}">${escapeHtml(action.label)}</a></p>`,
          `<p>${escapeHtml(action.openLink)}<br><a href="${link}">${link}</a></p>`,
        ];
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(subject)}</title>`,
    '</head>',
    `<body style="${bodyStyle}">`,
    ...body,
    ...act,
    '<hr>',
    `<p>${escapeHtml(why)}</p>`,
    `<p>${escapeHtml(sentBy)}</p>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const bodyStyle =
  'font-family: sans-serif; font-size: 16px; line-height: 1.5; max-width: 40em; margin: 1.5em auto; padding: 0 1em; overflow-wrap: anywhere';
const buttonStyle =
  'display: inline-block; box-sizing: border-box; max-width: 100%; padding: 0.7em 1.2em; font-weight: bold; border-radius: 6px; background: #12507b; color: #ffffff; text-decoration: none';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
