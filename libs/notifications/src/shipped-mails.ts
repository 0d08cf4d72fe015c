import { mailTemplates, type MailKind } from '@countersign/content';
import type { MailRule } from './mail-subject';

type Peculiarities = Partial<Omit<MailRule, 'template'>>;

/** Mails whose texts stand in `content`, with what sets each apart: most of them nothing. */
export function shippedMails(
  mails: Readonly<Partial<Record<MailKind, Peculiarities>>>,
): Readonly<Record<string, MailRule>> {
  const rules = (Object.keys(mails) as MailKind[]).map((kind): [string, MailRule] => [
    kind,
    {
      template: mailTemplates[kind],
      afterTheFact: false,
      link: null,
      code: null,
      attachment: null,
      ...mails[kind],
    },
  ]);
  return Object.fromEntries(rules);
}
