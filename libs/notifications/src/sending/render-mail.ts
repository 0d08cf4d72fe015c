import { mailFrame, type MailTemplate } from '@countersign/content';
import { textIn, type Text } from '@countersign/domain';

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface MailToRender {
  readonly template: MailTemplate;
  readonly facts: Readonly<Record<string, string>>;
  readonly link: string;
}

/** A fact that the template names and nobody knows is a mistake; a fact that is empty leaves its paragraph out. */
export function renderMail({ template, facts, link }: MailToRender): MailText {
  const paragraphs = template.paragraphs
    .map((paragraph) => fill(paragraph, facts))
    .filter((paragraph): paragraph is string => paragraph !== null);
  const parts = {
    subject: oneLine(fillWhole(template.subject, facts)),
    paragraphs,
    action: template.action === null ? null : { label: textIn(template.action), link },
    why: fillWhole(template.why, facts),
    sentBy: fillWhole(mailFrame.sentBy, facts),
  };
  return { subject: parts.subject, text: plainText(parts), html: htmlText(parts) };
}

interface MailParts {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly action: { readonly label: string; readonly link: string } | null;
  readonly why: string;
  readonly sentBy: string;
}

/** Null where a fact it names is empty. */
function fill(text: Text, facts: Readonly<Record<string, string>>): string | null {
  let complete = true;
  const filled = textIn(text).replace(/\{(\w+)\}/g, (_match, name: string) => {
    const fact = facts[name];
    if (fact === undefined) throw new Error(`The mail's text names ${name}, which its facts do not hold.`);
    if (fact === '') complete = false;
    return fact;
  });
  return complete ? filled : null;
}

function fillWhole(text: Text, facts: Readonly<Record<string, string>>): string {
  return (
    fill(text, facts) ??
    textIn(text).replace(/\s*\{\w+\}/g, (match) => facts[match.trim().slice(1, -1)] ?? '')
  );
}

/** Names that people type must not begin a header of their own. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function plainText({ paragraphs, action, why, sentBy }: MailParts): string {
  const act = action === null ? [] : [`${action.label}:\n${action.link}`];
  return `${[...paragraphs, ...act, '-- ', why, sentBy].join('\n\n')}\n`;
}

/** No tables, no pictures, no colours of our own but the button's: readable in any client, light or dark. */
function htmlText({ subject, paragraphs, action, why, sentBy }: MailParts): string {
  const body = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph).replace(/\n/g, '<br>')}</p>`);
  const link = action === null ? '' : escapeHtml(action.link);
  const act =
    action === null
      ? []
      : [
          `<p><a href="${link}" style="${buttonStyle}">${escapeHtml(action.label)}</a></p>`,
          `<p>${escapeHtml(textIn(mailFrame.openLink))}<br><a href="${link}">${link}</a></p>`,
        ];
  return [
    '<!doctype html>',
    '<html lang="en">',
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
  'font-family: sans-serif; font-size: 16px; line-height: 1.5; max-width: 40em; margin: 1.5em auto; padding: 0 1em';
const buttonStyle =
  'display: inline-block; padding: 0.7em 1.2em; border-radius: 6px; background: #12507b; color: #ffffff; text-decoration: none';

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
