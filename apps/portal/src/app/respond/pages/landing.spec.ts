import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute, Router } from '@angular/router';
import type { SeenLink } from '@countersign/api-types';
import { of } from 'rxjs';
import { RespondClient } from '../respond-client';
import { Landing } from './landing';

const TOKEN = 'Ab3-_'.repeat(9).slice(0, 43);

const aLink = (own: Partial<SeenLink> = {}): SeenLink => ({
  state: 'open',
  codeNeeded: false,
  renewable: true,
  language: 'en',
  organisationName: 'Bay State Credit Union',
  vendorName: 'Harbor Payroll',
  serviceName: 'Payroll processing',
  askedBy: 'Ruth Adler',
  dueOn: '2026-12-14',
  takes: { questions: 40, least: 30, most: 60 },
  law: '201 CMR 17.03(2)(f)',
  data: 'Social Security number and Financial account number',
  reference: '4F2A91C3',
  message: null,
  ...own,
});

const refused = (status: number, error: object = {}) =>
  jest.fn(() => Promise.reject(new HttpErrorResponse({ status, error })));

async function landing(fragment: string | null, own: Partial<Record<keyof RespondClient, jest.Mock>> = {}) {
  const navigate = jest.fn(() => Promise.resolve(true));
  const client = {
    seeLink: jest.fn(() => Promise.resolve(aLink())),
    exchange: jest.fn(() => Promise.resolve('a-1')),
    mailCode: jest.fn(() => Promise.resolve({ mailWaits: false })),
    renewLink: jest.fn(() => Promise.resolve({ mailWaits: false })),
    renewLinkAt: jest.fn(() => Promise.resolve({ mailWaits: false })),
    ...own,
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: ActivatedRoute, useValue: { fragment: of(fragment) } },
      { provide: Router, useValue: { navigate } },
      { provide: RespondClient, useValue: client },
    ],
  });
  const fixture = TestBed.createComponent(Landing);
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const title = (): string => page.querySelector('h1')?.textContent?.trim() ?? '';
  const text = (): string => (page.textContent ?? '').replace(/\s+/g, ' ');
  const buttons = (): string[] =>
    [...page.querySelectorAll('button')].map((one) => one.textContent?.trim() ?? '');
  const press = async (label: string): Promise<void> => {
    const button = [...page.querySelectorAll('button')].find((one) => one.textContent?.trim() === label);
    if (!button) throw new Error(`There is no button "${label}" among ${buttons().join(', ')}.`);
    button.click();
    await fixture.whenStable();
  };
  const type = (entry: string): void => {
    const field = page.querySelector('input');
    if (field) field.value = entry;
  };
  return { ...client, page, navigate, press, type, title, text, buttons };
}

const linked = (own: Partial<SeenLink>, more: Partial<Record<keyof RespondClient, jest.Mock>> = {}) =>
  landing(`t=${TOKEN}`, { seeLink: jest.fn(() => Promise.resolve(aLink(own))), ...more });

describe('The page an invitation leads to', () => {
  it('names who asks, why, until when and how long it takes, before anybody clicks', async () => {
    const { title, text } = await linked({});
    expect(title()).toBe('Bay State Credit Union asks Harbor Payroll about security');
    for (const told of [
      'Ruth Adler',
      'Payroll processing',
      '14 Dec',
      'Usually 30 to 60 minutes for about 40 questions',
      '201 CMR 17.03(2)(f) obliges',
      'Social Security number and Financial account number (as Bay State Credit Union states',
      'its reference is 4F2A91C3',
      'that you already have',
    ])
      expect(text()).toContain(told);
  });

  it('cites no law and names no data where the organisation states none, and no time once it was submitted', async () => {
    const { text } = await linked({ law: null, data: null, takes: null });
    expect(text()).not.toMatch(/obliges|Data involved|Usually/);
  });

  it('tells the time in hours where it takes more than one', async () => {
    const { text } = await linked({ takes: { questions: 70, least: 60, most: 150 } });
    expect(text()).toContain('Usually 1 to 2.5 hours for about 70 questions');
  });

  it('exchanges the token on a click, not on the visit, and leaves it out of the address', async () => {
    const { exchange, navigate, press } = await linked({});
    expect(exchange).not.toHaveBeenCalled();
    await press('Open the questionnaire');
    expect(exchange).toHaveBeenCalledWith(TOKEN, null);
    expect(navigate).toHaveBeenCalledWith(['/respond/assessments', 'a-1'], { replaceUrl: true });
  });

  it('mails a code by a click, and opens with what was typed', async () => {
    const { exchange, mailCode, press, type, text, buttons } = await linked({ codeNeeded: true });
    expect(mailCode).not.toHaveBeenCalled();
    expect(buttons()).toEqual(['Mail me the code', 'I have a code']);
    await press('Mail me the code');
    expect(mailCode).toHaveBeenCalledWith(TOKEN);
    expect(text()).toContain('for ten minutes');
    type('123 456');
    await press('Open the questionnaire');
    expect(exchange).toHaveBeenCalledWith(TOKEN, '123 456');
  });

  it('says that a code is wrong, and offers another', async () => {
    const wrong = { code: 'code-wrong', detail: 'Check the six digits.' };
    const { mailCode, press, type, text } = await linked(
      { codeNeeded: true },
      { exchange: refused(422, wrong) },
    );
    await press('Mail me the code');
    type('000000');
    await press('Open the questionnaire');
    expect(text()).toContain('Check the six digits.');
    await press('Mail another code');
    expect(mailCode).toHaveBeenCalledTimes(2);
  });

  it('says how long to wait after too many codes', async () => {
    const often = { code: 'too-many-requests', detail: 'Please try again in 15 minutes.' };
    const { press, type, text, buttons } = await linked(
      { codeNeeded: true },
      { exchange: refused(429, often) },
    );
    await press('Mail me the code');
    type('000000');
    await press('Open the questionnaire');
    expect(text()).toContain('Please try again in 15 minutes.');
    expect(buttons()).toContain('Mail another code');
  });

  it('shows submitted answers after a code', async () => {
    const { title, press, mailCode } = await linked({ state: 'submitted', codeNeeded: true });
    expect(title()).toBe('Your answers are submitted');
    await press('Mail me the code');
    expect(mailCode).toHaveBeenCalledWith(TOKEN);
  });

  it.each([
    ['expired', 'This link is too old'],
    ['moved-away', 'A newer link has taken its place'],
  ] as const)('mails a fresh link where it is %s', async (state, words) => {
    const { title, press, renewLink, text } = await linked({ state });
    expect(title()).toBe(words);
    await press('Mail a fresh link');
    expect(renewLink).toHaveBeenCalledWith(TOKEN);
    expect(text()).toContain('Look at the mail of the address that was invited');
  });

  it.each([
    ['superseded', 'These questions have ended'],
    ['no-questions-left', 'These questions have ended'],
  ] as const)(
    'says that nothing is left to fill in where it is %s, and mails what leads to the answers',
    async (state, words) => {
      const { title, text, press, renewLink } = await linked({ state });
      expect(title()).toBe(words);
      expect(text()).toContain('There is nothing left to fill in here.');
      await press('Mail a fresh link');
      expect(renewLink).toHaveBeenCalledWith(TOKEN);
    },
  );

  it.each([
    ['taken-back', 'Your part was taken back', 'they can ask you again'],
    ['part-over', 'Your part of this questionnaire is done', 'this link opens again'],
    ['handed-over', 'Somebody else answers this questionnaire now', 'If you should be the one to answer'],
    ['revoked', 'This link has ended', 'Ask the person who invited you'],
    ['past', 'These answers can no longer be opened from here', 'ask the person who invited you'],
    ['cancelled', 'This questionnaire is no longer needed', 'Nothing has to be done.'],
  ] as const)('mails nothing where it is %s, and says whom to ask', async (state, words, step) => {
    const { title, text, buttons } = await linked({
      state,
      message: state === 'cancelled' ? 'Thank you.' : null,
    });
    expect(title()).toBe(words);
    expect(text()).toContain(step);
    expect(text()).toContain('Ruth Adler of Bay State Credit Union');
    expect(buttons()).toEqual([]);
    if (state === 'cancelled') expect(text()).toContain('Thank you.');
  });

  it('tells what has become of a link between the visit and the click', async () => {
    const seeLink = jest
      .fn()
      .mockResolvedValueOnce(aLink())
      .mockResolvedValueOnce(aLink({ state: 'cancelled' }));
    const { press, title } = await landing(`t=${TOKEN}`, {
      seeLink,
      exchange: refused(410, { code: 'no-longer-needed' }),
    });
    await press('Open the questionnaire');
    expect(title()).toBe('This questionnaire is no longer needed');
  });

  it('asks for the address where the link is not known', async () => {
    const { title, press, type, renewLinkAt, text } = await landing(`t=${TOKEN}`, { seeLink: refused(404) });
    expect(title()).toBe('This link is not recognised');
    type('vera@harbor.example');
    await press('Mail me a fresh link');
    expect(renewLinkAt).toHaveBeenCalledWith('vera@harbor.example');
    expect(text()).toContain('If a questionnaire was sent to this address');
  });

  it('repairs a link that a mail program has wrapped and closed with a full stop', async () => {
    const { seeLink } = await landing(`t=${TOKEN.slice(0, 20)}%0A${TOKEN.slice(20)}.`);
    expect(seeLink).toHaveBeenCalledWith(TOKEN);
  });

  it.each([
    ['t=Ab3', 'This link was cut on its way'],
    [null, 'Please open the link in your invitation mail'],
    ['signed-out', 'You are signed out'],
  ])('asks nobody about %j, says what it is, and mails a fresh one', async (fragment, words) => {
    const { title, seeLink, buttons } = await landing(fragment);
    expect(title()).toBe(words);
    expect(seeLink).not.toHaveBeenCalled();
    expect(buttons()).toEqual(['Mail me a fresh link']);
  });

  it('keeps the link usable while the portal cannot be reached', async () => {
    const away = refused(0);
    const seeLink = jest.fn().mockImplementationOnce(away).mockResolvedValueOnce(aLink());
    const { press, title, text } = await landing(`t=${TOKEN}`, { seeLink, exchange: away });
    expect(text()).toContain('your link stays valid');
    await press('Try again');
    expect(title()).toContain('asks Harbor Payroll');
    await press('Open the questionnaire');
    expect(text()).toContain('your link stays valid');
  });
});
