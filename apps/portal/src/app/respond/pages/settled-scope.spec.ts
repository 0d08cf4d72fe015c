import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { AssessmentStore } from '../assessment/assessment-store';
import { Autosave } from '../assessment/autosave';
import type { RespondentAssessment } from '../assessment/respondent-assessment';
import { RespondClient } from '../respond-client';
import { anAssessment, answered } from '../testing/an-assessment';
import { FakeRespondClient } from '../testing/fake-respond-client';
import { SettledScope } from './settled-scope';

const asked = anAssessment();
const STANDS = { kind: 'intake-stands', fact: 'media', values: ['laptops'] } as const;

async function page(own: Partial<RespondentAssessment> = {}): Promise<HTMLElement> {
  const client = new FakeRespondClient(
    anAssessment({
      questionnaire: {
        ...asked.questionnaire,
        factSources: [{ fact: 'media', kind: 'set', question: 'Q-2', map: { yes: 'laptops' }, order: [] }],
      },
      facts: { ...asked.facts, media: ['laptops', 'paper'] },
      settlements: [STANDS],
      answers: { 'Q-2': answered('no') },
      ...own,
    }),
  );
  TestBed.configureTestingModule({
    providers: [AssessmentStore, Autosave, provideRouter([]), { provide: RespondClient, useValue: client }],
  });
  await TestBed.inject(AssessmentStore).open('a-1');
  const fixture = TestBed.createComponent(SettledScope);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

const words = (element: HTMLElement) => element.textContent.replace(/\s+/g, ' ').trim();

describe('What the buyer decided about the scope', () => {
  it('names the statement that was kept in the words of its question, and leads there', async () => {
    const element = await page();
    expect(words(element)).toContain(
      'You had said otherwise in Q-2. Bay State Credit Union has looked at it',
    );
    expect(words(element)).toContain('kept its statement “Yes”.');
    expect(words(element)).toContain('“Not applicable” is not taken for that reason any more.');
    expect(element.querySelector('a')?.getAttribute('href')).toBe('/respond/assessments/a-1/sections/A#Q-2');
  });

  it('asks for nothing once the answers are submitted', async () => {
    const element = await page({ state: 'submitted', submittedAt: '2026-11-21T09:00:00Z' });
    expect(words(element)).toContain('kept its statement “Yes”.');
    expect(words(element)).not.toContain('Not applicable');
  });

  it.each<[string, Partial<RespondentAssessment>]>([
    ['nothing was settled', { settlements: [] }],
    ['an answer was set aside', { settlements: [{ ...STANDS, kind: 'set-aside' }] }],
    ['the buyer states it no longer', { facts: { ...asked.facts, media: ['paper'] } }],
  ])('says nothing where %s', async (_, own) => {
    expect(words(await page(own))).toBe('');
  });
});
