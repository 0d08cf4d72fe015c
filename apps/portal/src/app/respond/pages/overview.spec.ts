import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { AssessmentStore } from '../assessment/assessment-store';
import { Autosave } from '../assessment/autosave';
import { RespondClient } from '../respond-client';
import { anAssessment } from '../testing/an-assessment';
import { FakeRespondClient } from '../testing/fake-respond-client';
import { Overview } from './overview';

async function overview(askedQuestions: string[] | null): Promise<HTMLElement> {
  sessionStorage.clear();
  const client = new FakeRespondClient(anAssessment({ askedQuestions }));
  TestBed.configureTestingModule({
    providers: [AssessmentStore, Autosave, provideRouter([]), { provide: RespondClient, useValue: client }],
  });
  await TestBed.inject(AssessmentStore).open('a-1');
  const fixture = TestBed.createComponent(Overview);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

const sections = (page: HTMLElement) =>
  [...page.querySelectorAll('.sections a')].map((link) => link.getAttribute('href'));

describe('The first page of an assessment', () => {
  it('lists every section of a questionnaire', async () => {
    const page = await overview(null);
    expect(sections(page)).toEqual([
      '/respond/assessments/a-1/sections/A',
      '/respond/assessments/a-1/sections/B',
    ]);
    expect(page.textContent).toContain('your first answers decide which ones appear');
  });

  it('lists of a follow-up only the sections that it asks of, and promises no first answers', async () => {
    const page = await overview(['Q-4']);
    expect(sections(page)).toEqual(['/respond/assessments/a-1/sections/B']);
    expect(page.textContent).toContain('You are asked only what has been opened since');
    expect(page.textContent).not.toContain('your first answers decide');
  });
});
