import { expect, test as plain, type BrowserContext, type Page } from '@playwright/test';
import { watch } from './faults';
import { person, type Part } from './people';
import { DESKTOP } from './screens';

type Cookies = Awaited<ReturnType<BrowserContext['storageState']>>;

const signedIn = new Map<Part, Cookies>();

interface Visitors {
  /** The portal as this member sees it, signed in once for all tests. */
  member(part: Part): Promise<Page>;
  /** A browser that has never seen the portal. */
  stranger(): Promise<Page>;
}

async function signIn(page: Page, part: Part): Promise<void> {
  const { email, password } = person(part);
  await page.goto('/sign-in');
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Dashboard', level: 1 })).toBeVisible();
}

/** Each test may bring in several people; at its end none of their pages may have had a fault. */
export const test = plain.extend<{ visitors: Visitors }>({
  visitors: async ({ browser }, use) => {
    const opened: { context: BrowserContext; faults: string[] }[] = [];
    const open = async (storageState?: Cookies) => {
      const context = await browser.newContext({ storageState, reducedMotion: 'reduce', viewport: DESKTOP });
      opened.push({ context, faults: await watch(context) });
      return context.newPage();
    };
    await use({
      stranger: () => open(),
      member: async (part) => {
        const known = signedIn.get(part);
        const page = await open(known);
        if (known === undefined) {
          await signIn(page, part);
          signedIn.set(part, await page.context().storageState());
        } else {
          // Who has signed in before arrives where a sign-in ends.
          await page.goto('/dashboard');
        }
        return page;
      },
    });
    for (const { context } of opened) await context.close();
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
  },
});

export { expect } from '@playwright/test';
