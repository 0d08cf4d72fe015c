import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { Account } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { IdentitySection } from './identity-section';

const LINKED: Account = {
  name: 'Miriam Adeyemi',
  email: 'miriam@harborline.example',
  hasPassword: false,
  passwordChangedAt: null,
  totp: null,
  recoveryCodesLeft: 0,
  passkeys: [],
  secondFactorRequired: false,
  identities: [{ issuer: 'https://login.harborline.example', linkedAt: '2026-01-05T09:00:00.000Z' }],
};
const PASSKEY = { id: 'p-1', name: 'Work laptop', createdAt: '2026-01-05T09:00:00.000Z', lastUsedAt: null };

describe('An account that is linked to the sign-in of the organisation', () => {
  let page: ComponentFixture<IdentitySection>;

  function open(account: Account): HTMLElement {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: SessionStore, useValue: { organisation: signal({ slug: 'harborline' }) } },
      ],
    });
    page = TestBed.createComponent(IdentitySection);
    page.componentRef.setInput('account', account);
    page.detectChanges();
    TestBed.inject(HttpTestingController).match(() => true);
    return page.nativeElement as HTMLElement;
  }

  const unlink = (shown: HTMLElement) =>
    [...shown.querySelectorAll('button')].some((button) => button.textContent.trim() === 'Unlink');

  it('is not offered to be unlinked while it is the only way in, and says what to do first', () => {
    const shown = open(LINKED);
    expect(unlink(shown)).toBe(false);
    expect(shown.textContent).toContain('It is your only way in');
  });

  it.each([
    ['a password', { ...LINKED, hasPassword: true }],
    ['a passkey', { ...LINKED, passkeys: [PASSKEY] }],
  ])('is unlinked where %s lets in as well', (_way, account) => {
    const shown = open(account);
    expect(unlink(shown)).toBe(true);
    expect(shown.textContent).not.toContain('only way in');
  });
});
