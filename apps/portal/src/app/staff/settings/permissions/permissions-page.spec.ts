import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { SessionStore } from '../../../session/session-store';
import { PermissionsPage } from './permissions-page';

describe('The table of who can do what', () => {
  let page: ComponentFixture<PermissionsPage>;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: SessionStore, useValue: { member: () => ({ roles: ['auditor'] }) } },
      ],
    });
    page = TestBed.createComponent(PermissionsPage);
    TestBed.tick();
    TestBed.inject(HttpTestingController)
      .expectOne('/api/permissions')
      .flush({
        permissions: ['account.own', 'audit.read'],
        roles: [
          { role: 'auditor', permissions: ['audit.read'] },
          { role: 'admin', permissions: ['audit.read', 'member.manage'] },
        ],
      });
    await page.whenStable();
  });

  const shown = () => page.nativeElement as HTMLElement;
  const ticks = (text: string) => {
    const row = [...shown().querySelectorAll('tbody tr')].find((each) => each.textContent.includes(text));
    return [...(row?.querySelectorAll('td') ?? [])].map(
      (cell) =>
        `${cell.dataset['label'] ?? ''}: ${cell.querySelector('[role=img]')?.getAttribute('aria-label') ?? ''}`,
    );
  };

  it('says for every role in words whether it allows', () => {
    expect(ticks('Manage members')).toEqual([
      'Procurement: Not allowed',
      'Reviewer: Not allowed',
      'Risk: Not allowed',
      'Administrator: Allowed',
      'Auditor (your role): Not allowed',
    ]);
    expect(ticks('Read the audit trail').filter((tick) => tick.endsWith(': Allowed'))).toHaveLength(2);
  });

  it('leaves the own account to everybody', () => {
    expect(ticks('own account').every((tick) => tick.endsWith(': Allowed'))).toBe(true);
  });

  it('marks the roles of whoever reads it', () => {
    expect([...shown().querySelectorAll('th.mine')].map((head) => head.textContent.trim())).toEqual([
      expect.stringContaining('Auditor'),
    ]);
  });
});
