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
  const opens = page.getByRole('button', { name: 'Open the questionnaire' });
  const asksCode = page.getByRole('button', { name: 'Mail me the code' });
  const ended = page.getByRole('heading', { name: 'What to do' });
  await opens.or(asksCode).or(ended).first().waitFor();
  if (await ended.isVisible()) return;
  if (await asksCode.isVisible()) {
    const address = await addresseeOf(link);
    const before = await codesTo(address);
    await asksCode.click();
    await page.getByLabel('Code from the mail').fill(await nextCode(address, before.length));
  }
  await opens.click();
  // the page of the link names the vendor too
  await page.waitForURL(/\/respond\/assessments\//);
}

/** A fresh code for a link, as a program asks for it; null where none is needed. */
export async function codeFor(link: string, ask: () => Promise<boolean>): Promise<string | null> {
  const address = await addresseeOf(link);
  const before = await codesTo(address);
  return (await ask()) ? nextCode(address, before.length) : null;
}

async function addresseeOf(link: string): Promise<string> {
  const mails = await mailsTo('');
  const address = mails.find(({ text }) => text.includes(link))?.to[0];
  if (address === undefined) throw new Error('No mail holds this link.');
  return address;
}

/** The newest first. */
async function codesTo(address: string): Promise<readonly string[]> {
  const mails = await mailsTo(address);
  return mails.flatMap(({ text }) => /^Your code: (\d{6})$/m.exec(text)?.[1] ?? []);
}

async function nextCode(address: string, known: number): Promise<string> {
  let codes: readonly string[] = [];
  await expect(async () => {
    codes = await codesTo(address);
    expect(codes.length).toBeGreaterThan(known);
  }).toPass({ timeout: 60_000, intervals: [200] });
  return codes[0] ?? '';
}
