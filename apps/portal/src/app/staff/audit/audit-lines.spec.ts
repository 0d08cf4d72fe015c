import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { AuditLine } from '@countersign/api-types';
import { SessionStore } from '../../session/session-store';
import { Rulebook } from '../engagements/rulebook';
import { AuditLines } from './audit-lines';

const LINE: AuditLine = {
  id: 'e-1',
  at: '2026-11-23T02:05:31Z',
  businessAt: '2026-11-23T02:05:31Z',
  actorKind: 'member',
  actorId: 'm-1',
  actorName: 'Priya Raman',
  what: 'member.changed',
  objectKind: 'member',
  objectId: 'm-2',
  objectName: 'Tom Okafor',
  before: { roles: ['procurement'] },
  after: { roles: ['procurement', 'admin'] },
  detail: null,
  from: '10.0.0.7',
  sealNo: 1204,
  sealKeyLost: false,
  erased: false,
};

describe('Lines of the audit trail', () => {
  let page: ComponentFixture<AuditLines>;
  const shown = () => page.nativeElement as HTMLElement;
  const text = () => shown().textContent.replace(/\s+/g, ' ');

  async function show(line: Partial<AuditLine>, permissions: readonly string[] = []): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        {
          provide: Rulebook,
          useValue: { factLabel: (fact: string) => fact, valueLabel: (_f: string, v: string) => v },
        },
        {
          provide: SessionStore,
          useValue: { may: (permission: string) => permissions.includes(permission) },
        },
      ],
    });
    page = TestBed.createComponent(AuditLines);
    page.componentRef.setInput('lines', [{ ...LINE, ...line }]);
    await page.whenStable();
  }

  async function open(): Promise<void> {
    shown().querySelector<HTMLElement>('button[aria-expanded]')?.click();
    await page.whenStable();
  }

  it('say that the operator did it, which is not Countersign by itself', async () => {
    await show({ actorKind: 'job', actorId: null, actorName: 'operator', what: 'keys.lost' });
    expect(text()).toContain('The operator of this installation');
    expect(text()).not.toContain('by itself');
  });

  it('say where the key of a seal is lost, and not that the line is sealed', async () => {
    await show({ sealKeyLost: true });
    expect(text()).toContain('Seal 1,204, key lost');
    expect(text()).not.toContain('Sealed');
  });

  it('say who, what, about whom, when with year and zone, from where and that it is sealed', async () => {
    await show({});
    expect(text()).toContain('Member changed');
    expect(text()).toContain('Member Tom Okafor');
    expect(text()).toContain('Priya Raman · from 10.0.0.7');
    expect(text()).toContain('Sealed, no. 1,204');
    expect(shown().querySelector('time')?.textContent).toMatch(/2[23] Nov 2026, \d\d:\d\d:31 \S+/);
  });

  it('lead to the object only where the member may open its page', async () => {
    await show({});
    expect(shown().querySelector('a')).toBeNull();
    TestBed.resetTestingModule();
    await show({}, ['member.read']);
    expect(shown().querySelector('a')?.getAttribute('href')).toBe('/settings/members/m-2');
  });

  it('show what changed in words, and the stored record only on request', async () => {
    await show({});
    await open();
    const fields = shown().querySelector('dl')?.textContent.replace(/\s+/g, ' ');
    expect(fields).toContain('Roles');
    expect(fields).toContain('before: Procurement');
    expect(fields).toContain('now: Procurement, Administrator');
    expect(shown().querySelector('details')?.open).toBe(false);
    await open();
    expect(shown().querySelector('dl')).toBeNull();
  });

  it('name the clause, question or person where the object alone does not', async () => {
    await show({
      what: 'clause.marked',
      objectKind: 'contract',
      objectName: 'Telephony',
      before: null,
      after: { status: 'present' },
      detail: { clause: 'CL-37' },
    });
    expect(shown().querySelector('.what')?.textContent).toMatch(/Contract Telephony\s*CL-37/);
  });

  it('say that a line is not yet sealed, and that it was erased', async () => {
    await show({ sealNo: null, erased: true, actorName: 'erased', before: null, after: null });
    expect(text()).toContain('Not yet sealed');
    expect(text()).toContain('10.0.0.7 Erased');
    expect(text()).toContain('A person whose data was erased');
    await open();
    expect(text()).toContain('keeps the seal intact');
  });
});
