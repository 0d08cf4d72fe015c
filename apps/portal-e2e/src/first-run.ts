import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { expect } from './journey';
import { heading } from './staff-pages';

export const ADMINISTRATOR = {
  name: 'Nora Quint',
  email: 'nora.quint@larkspur.example',
  password: 'copper kettle on a windy pier',
};
export const MEMBER = {
  name: 'Ida Brook',
  email: 'ida.brook@larkspur.example',
  password: 'seven herons by the weir',
};

/** Fills the page of the first run and arrives, signed in. */
export async function setUp(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Larkspur Benefits, Inc.');
  await expect(page.getByLabel('Short name')).toHaveValue('larkspur-benefits');
  await page.getByLabel('Time zone').fill('new york');
  await page.getByRole('option', { name: 'America/New_York' }).click();
  await page.getByRole('combobox', { name: 'Country' }).press('Enter');
  await page.getByRole('option', { name: 'United States' }).click();
  await page.getByLabel('Your name').fill(ADMINISTRATOR.name);
  await page.getByLabel('Your email address').fill(ADMINISTRATOR.email);
  await page.getByLabel('Password', { exact: true }).fill('passwordpassword');
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await expect(page.getByRole('alert').getByText('leaked passwords')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(ADMINISTRATOR.password);
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await expect(heading(page, 'Dashboard')).toBeVisible();
}

export async function invite(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Invite a member' }).click();
  await page.getByLabel('Name').fill(MEMBER.name);
  await page.getByLabel('Email address').fill(MEMBER.email);
  await page.getByRole('checkbox', { name: /Procurement/ }).check();
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(heading(page, 'Members')).toBeVisible();
}

/** The page that the invitation's link opens; no visit alone may use the link up. */
export async function accept(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the invitation' }).click();
  await expect(heading(page, 'Welcome to Larkspur Benefits, Inc.')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(MEMBER.password);
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(heading(page, 'Dashboard')).toBeVisible();
}

export interface Authenticator {
  /** A code is taken once: `later` gives the one of the next half minute. */
  code(later?: number): string;
  readonly recoveryCodes: readonly string[];
}

/** From the account page, by the key that is there for typing. */
export async function enrolApp(page: Page): Promise<Authenticator> {
  await page.getByRole('button', { name: 'Set up the app' }).click();
  await page.getByText('Type it instead').click();
  const key = (await page.locator('details code').innerText()).replace(/\s/g, '');
  const app = new TOTP({ secret: Secret.fromBase32(key) });
  const code = (later = 0) => app.generate({ timestamp: Date.now() + later * 30_000 });
  await page.getByLabel('Six-digit code').fill(code());
  await page.getByRole('button', { name: 'Turn on' }).click();
  const list = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(list).toHaveCount(10);
  const recoveryCodes = await list.allInnerTexts();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  return { code, recoveryCodes };
}

/** A passkey store inside the browser, which needs nobody's finger. */
export async function holdPasskeys(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

export async function addPasskey(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByLabel('Name of the passkey').fill(name);
  await page.getByRole('button', { name: 'Create the passkey' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(heading(page, 'Sign in')).toBeVisible();
}

export async function givePassword(page: Page): Promise<void> {
  await page.getByLabel('Email address').fill(MEMBER.email);
  await page.getByLabel('Password').fill(MEMBER.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(heading(page, 'One more step')).toBeVisible();
}
