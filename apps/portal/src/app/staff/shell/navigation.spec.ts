import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { SessionStore } from '../../session/session-store';
import { Navigation } from './navigation';

function destinationsOf(permissions: readonly string[]): string[] {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      { provide: SessionStore, useValue: { may: (permission: string) => permissions.includes(permission) } },
    ],
  });
  const page = TestBed.createComponent(Navigation);
  page.detectChanges();
  const links = (page.nativeElement as HTMLElement).querySelectorAll('a');
  return [...links].map((link) => link.textContent.trim());
}

describe('The navigation', () => {
  it('ends with the audit trail and the settings for whoever may read the trail', () => {
    expect(destinationsOf(['account.own', 'vendor.read', 'audit.read']).slice(-3)).toEqual([
      'Questionnaires',
      'Audit trail',
      'Settings',
    ]);
  });

  it('leaves the audit trail out for whoever may not', () => {
    expect(destinationsOf(['account.own', 'vendor.read'])).not.toContain('Audit trail');
  });

  it('offers a member nothing that they may not open', () => {
    expect(destinationsOf(['account.own'])).toEqual(['Settings']);
  });
});
