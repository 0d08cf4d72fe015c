import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { DataJob } from '@countersign/api-types';
import { DataJobTable } from './data-job-table';

const RUNNING: DataJob = {
  id: 'j-1',
  kind: 'export',
  state: 'running',
  percent: 40,
  cancelAskedAt: null,
  requestedBy: 'Kim Okafor',
  requestedAt: '2026-11-26T10:00:00.000Z',
  finishedAt: null,
  subject: null,
  result: null,
  problem: null,
  fileAvailableUntil: null,
};

describe('The list of jobs', () => {
  let table: ComponentFixture<DataJobTable>;
  let api: HttpTestingController;
  const shown = () => table.nativeElement as HTMLElement;
  const cancel = () => shown().querySelector<HTMLButtonElement>('cs-cancel-data-job button');

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideRouter([]), provideHttpClient(), provideHttpClientTesting()],
    });
    api = TestBed.inject(HttpTestingController);
    table = TestBed.createComponent(DataJobTable);
  });

  async function show(job: DataJob, mayManage = true): Promise<void> {
    table.componentRef.setInput('jobs', [job]);
    table.componentRef.setInput('mayManage', mayManage);
    await table.whenStable();
  }

  it('says how far a job is, and moves without a number until that is known', async () => {
    await show(RUNNING);
    const bar = () => shown().querySelector('mat-progress-bar');
    expect(shown().textContent).toContain('40 %');
    expect(bar()?.getAttribute('aria-valuenow')).toBe('40');
    await show({ ...RUNNING, percent: 0 });
    expect(shown().textContent).not.toContain('0 %');
    expect(bar()?.getAttribute('aria-valuenow')).toBeNull();
  });

  it('lets whoever manages retention cancel what is under way, and looks again', async () => {
    await show(RUNNING);
    const changed = jest.fn();
    table.componentInstance.changed.subscribe(changed);
    cancel()?.click();
    api.expectOne({ method: 'POST', url: '/api/data-jobs/j-1/cancel' }).flush(RUNNING);
    await new Promise((resolve) => setTimeout(resolve));
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it('looks again also where cancelling was refused', async () => {
    await show({ ...RUNNING, state: 'waiting' });
    const changed = jest.fn();
    table.componentInstance.changed.subscribe(changed);
    cancel()?.click();
    api
      .expectOne('/api/data-jobs/j-1/cancel')
      .flush({ code: 'job-ended', title: 'Ended' }, { status: 409, statusText: 'Conflict' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it('offers no cancelling of what has ended, is being cancelled, or to whoever may only look', async () => {
    await show({ ...RUNNING, state: 'done' });
    expect(cancel()).toBeNull();
    await show(RUNNING, false);
    expect(cancel()).toBeNull();
    await show({ ...RUNNING, cancelAskedAt: '2026-11-26T10:01:00.000Z' });
    expect(cancel()).toBeNull();
    expect(shown().textContent).toContain('Is being cancelled');
  });
});
