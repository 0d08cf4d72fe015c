import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { QuestionnaireList } from './questionnaire-list';

describe('The list of questionnaires', () => {
  afterEach(() => jest.restoreAllMocks());

  async function publishedOn(readersZone: string, publishedAt: string): Promise<string> {
    jest
      .spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions')
      .mockReturnValue({ timeZone: readersZone } as Intl.ResolvedDateTimeFormatOptions);
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
    });
    const fixture = TestBed.createComponent(QuestionnaireList);
    TestBed.tick();
    const version = { id: 'v', number: 1, publishedAt, questions: 72, hash: 'abc' };
    TestBed.inject(HttpTestingController)
      .expectOne('/api/questionnaires')
      .flush({ items: [{ id: 'q', key: 'q', title: 'Vendor questionnaire', versions: [version] }] });
    await TestBed.inject(ApplicationRef).whenStable();
    const page = fixture.nativeElement as HTMLElement;
    return page.querySelector('[data-label="Published"]')?.textContent.trim() ?? '';
  }

  it('says on which day a version was published where its reader is', async () => {
    expect(await publishedOn('Pacific/Auckland', '2026-06-30T20:15:00.000Z')).toBe('1 Jul 2026');
    expect(await publishedOn('America/New_York', '2026-06-30T20:15:00.000Z')).toBe('30 Jun 2026');
    expect(await publishedOn('America/New_York', '2026-07-01T03:15:00.000Z')).toBe('30 Jun 2026');
  });
});
