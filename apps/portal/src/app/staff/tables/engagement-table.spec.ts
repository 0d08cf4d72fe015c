import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { EngagementRow } from '@countersign/api-types';
import { SessionStore } from '../../session/session-store';
import { EngagementTable } from './engagement-table';

const row = (counts: Pick<EngagementRow, 'openFindings' | 'overdueFindings' | 'clauseGaps' | 'actBy'>) =>
  ({
    id: 'e-1',
    name: 'Payroll',
    state: 'open',
    tier: 1,
    rating: 'high',
    ratingState: 'assessed',
    approval: null,
    approvalState: 'none',
    ownerName: 'Dana',
    ownerLeft: false,
    whatNext: { code: 'next.nothing', parameters: {}, text: 'Nothing to do now' },
    ...counts,
  }) as unknown as EngagementRow;

async function shown(of: EngagementRow): Promise<HTMLElement> {
  TestBed.configureTestingModule({
    providers: [provideRouter([]), { provide: SessionStore, useValue: { today: () => '2026-11-28' } }],
  });
  const table = TestBed.createComponent(EngagementTable);
  table.componentRef.setInput('rows', [of]);
  await table.whenStable();
  return table.nativeElement as HTMLElement;
}
const links = (table: HTMLElement) =>
  [...table.querySelectorAll('a')].map((link) => [
    link.getAttribute('aria-label') ?? link.textContent.trim(),
    link.getAttribute('href'),
  ]);

describe('The engagements of a vendor', () => {
  it('lead from each count to what it counts, and say what is overdue and by when to act', async () => {
    const table = await shown(
      row({ openFindings: 4, overdueFindings: 3, clauseGaps: 1, actBy: '2026-12-04' }),
    );
    expect(links(table)).toEqual([
      ['Payroll', '/engagements/e-1'],
      ['4 open findings of Payroll', '/engagements/e-1?tab=findings'],
      ['1 clause gap of Payroll', '/engagements/e-1?tab=contract'],
    ]);
    expect(table.textContent).toContain('3 overdue');
    expect(table.textContent).toMatch(/Act by .*4 Dec 2026, in 6 days/);
  });

  it('lead nowhere from a zero', async () => {
    const table = await shown(row({ openFindings: 0, overdueFindings: 0, clauseGaps: 0, actBy: null }));
    expect(links(table)).toEqual([['Payroll', '/engagements/e-1']]);
    expect(table.textContent).not.toMatch(/overdue|Act by/);
  });
});
