import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { AssessmentStore } from '../assessment/assessment-store';
import { RespondClient } from '../respond-client';
import { anAssessment, answered } from '../testing/an-assessment';
import { FakeRespondClient } from '../testing/fake-respond-client';
import { nextAfter, NextUnanswered } from './next-unanswered';
import { QuestionFinder } from './question-finder';

async function opened(assessment = anAssessment()): Promise<void> {
  TestBed.configureTestingModule({
    providers: [
      AssessmentStore,
      provideRouter([]),
      { provide: RespondClient, useValue: new FakeRespondClient(assessment) },
    ],
  });
  await TestBed.inject(AssessmentStore).open('a-1');
}

describe('The way to the next unanswered question', () => {
  const pages = ['A-1', 'A-2', 'B-1', 'B-2'].map((question) => ({ section: question[0] ?? '', question }));
  const next = (section: string | null, question: string | null, ...lacking: string[]) =>
    nextAfter(pages, { section, question }, new Set(lacking))?.question ?? null;

  it('goes on from the question, or from the page, and round again', () => {
    expect(next(null, null, 'A-2', 'B-1')).toBe('A-2');
    expect(next('B', null, 'A-2', 'B-1')).toBe('B-1');
    expect(next('B', 'B-1', 'A-2', 'B-1')).toBe('A-2');
    expect(next('B', 'B-2', 'B-1')).toBe('B-1');
    expect(next('A', null)).toBeNull();
  });

  it('is offered while something is missing', async () => {
    await opened(anAssessment({ answers: { 'Q-1': answered('Payroll'), 'Q-2': answered('no') } }));
    const fixture = TestBed.createComponent(NextUnanswered);
    await fixture.whenStable();
    const link = (fixture.nativeElement as HTMLElement).querySelector('a');
    expect(link?.getAttribute('href')).toBe('/respond/assessments/a-1/sections/B#Q-4');
  });
});

describe('Finding a question', () => {
  it('searches number and words of what is shown, and leads there', async () => {
    await opened();
    const fixture = TestBed.createComponent(QuestionFinder);
    const page = fixture.nativeElement as HTMLElement;
    const find = async (words: string): Promise<string[]> => {
      const box = page.querySelector('input');
      if (box === null) throw new Error('There is nowhere to search.');
      box.value = words;
      box.dispatchEvent(new Event('input'));
      await fixture.whenStable();
      return [...page.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
    };
    expect(await find('PROGRAM written')).toEqual(['/respond/assessments/a-1/sections/B#Q-4']);
    expect(await find('q-2')).toEqual(['/respond/assessments/a-1/sections/A#Q-2']);
    // not asked as long as no laptops hold the data
    expect(await find('how many laptops')).toEqual([]);
    expect(page.textContent).toContain('No question says that');
    expect(await find(' ')).toEqual([]);
  });
});
