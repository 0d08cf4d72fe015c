import { provideHttpClient } from '@angular/common/http';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { MemberDetail } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { MemberSteps } from './member-steps';

const DANA = { id: 'm-1', name: 'Dana Whitfield', active: true, secondFactor: 'totp' } as MemberDetail;

function offered(to: string): readonly string[] {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), { provide: SessionStore, useValue: { member: signal({ id: to }) } }],
  });
  const page = TestBed.createComponent(MemberSteps);
  page.componentRef.setInput('member', DANA);
  page.detectChanges();
  return [...(page.nativeElement as HTMLElement).querySelectorAll('button')].map((button) =>
    button.textContent.trim(),
  );
}

describe('What an administrator can do about a member', () => {
  it('is all that the API takes', () => {
    expect(offered('m-2')).toEqual([
      'Send a password reset',
      'Reset the second factor',
      'End all sessions',
      'Deactivate',
    ]);
  });

  it('leaves out of oneself what the API refuses: that is done on the page of the account', () => {
    expect(offered('m-1')).toEqual(['Send a password reset']);
  });
});
