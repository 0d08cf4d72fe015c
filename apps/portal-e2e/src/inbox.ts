import { expect, type Page } from '@playwright/test';
import { setting } from './people';

export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

export async function mailsTo(address: string, inbox = setting('INBOX_URL')): Promise<readonly Mail[]> {
  const url = new URL('/api/messages', inbox);
  url.searchParams.set('to', address);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The inbox answered ${response.status}.`);
  return (await response.json()) as Mail[];
}

/** Waits until the worker has sent it. */
export async function mailTo(address: string, subject: RegExp, inbox?: string): Promise<Mail> {
  let found: Mail | undefined;
  await expect(async () => {
    const mails = await mailsTo(address, inbox);
    found = mails.find((mail) => subject.test(mail.subject));
    expect(found, `Subjects so far: ${mails.map((mail) => mail.subject).join('; ')}`).toBeDefined();
  }).toPass({ timeout: 60_000, intervals: [300] });
  if (found === undefined) throw new Error(`No mail to ${address} is about ${subject}.`);
  return found;
}

/** The link by which a vendor's contact, or another page's visitor, comes in. */
export function linkIn({ text }: Mail, page = 'respond'): string {
  const link = new RegExp(`https?://\\S+/${page}#t=[\\w-]+`).exec(text)?.[0];
  if (link === undefined) throw new Error(`No link in:\n${text}`);
  return link;
}

/** Comes in as whoever clicks the link in the mail, each time as for the first time. */
export async function openLink(page: Page, link: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('button', { name: 'Open the questionnaire' }).click();
}
