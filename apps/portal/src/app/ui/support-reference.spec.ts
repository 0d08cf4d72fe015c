import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import type { Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Problem } from '@countersign/api-types';
import { readProblem } from './problem';
import { ProblemNote } from './problem-note';
import { ProblemPanel } from './problem-panel';

const AWAY: Problem = {
  type: 'urn:countersign:problem:database-away',
  title: 'Countersign cannot reach its database',
  status: 503,
  code: 'database-away',
  detail: 'Nothing was changed. Try again in a minute.',
  requestId: '0199a1b2-request',
};

describe('A failure of the server', () => {
  const shown = (piece: Type<ProblemNote | ProblemPanel>, problem: Problem) => {
    const fixture = TestBed.createComponent(piece);
    fixture.componentRef.setInput('problem', problem);
    fixture.detectChanges();
    return (fixture.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ');
  };

  it.each([ProblemNote, ProblemPanel])('is shown with what support finds it by', (piece) => {
    expect(shown(piece, AWAY)).toContain(`${AWAY.detail} Reference for support: 0199a1b2-request`);
  });

  it('is no matter for support where what was entered is refused', () => {
    expect(shown(ProblemNote, { ...AWAY, status: 422 })).not.toContain('support');
    expect(shown(ProblemNote, { ...AWAY, requestId: null })).not.toContain('support');
  });

  it('has its reference also where the answer is no problem body, and none where nothing answered', () => {
    const headers = new HttpHeaders({ 'X-Request-Id': 'from-the-header' });
    const page = new HttpErrorResponse({ status: 502, error: '<html>', headers });
    expect(readProblem(page)).toMatchObject({ status: 502, requestId: 'from-the-header' });
    expect(readProblem(new HttpErrorResponse({ status: 0 })).requestId).toBeUndefined();
  });
});
