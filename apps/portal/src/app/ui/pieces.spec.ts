import { type Type } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { mdiPlus } from '@mdi/js';
import { Amount } from './amount';
import { Card } from './dashboard/card';
import { Figure } from './dashboard/figure';
import { EmptyNote } from './empty-note';
import { Icon } from './icon';
import { ObjectHeader } from './object/object-header';
import { UrlTabs } from './object/url-tabs';
import { WhatNextPanel } from './object/what-next';
import { PageHeader } from './page-header';
import { ProblemNote } from './problem-note';
import { ProblemPanel } from './problem-panel';
import { RatingChip } from './rating-chip';
import { SeverityChip } from './severity-chip';
import { StateChip } from './state-chip';
import { TierChip } from './tier-chip';

const AWAY = {
  type: 'about:blank',
  title: 'The database is away',
  status: 503,
  code: 'database-away',
  detail: 'Try again in a moment.',
  requestId: '0199',
};

describe('A piece of ui/', () => {
  let shown: HTMLElement;

  beforeEach(() => TestBed.configureTestingModule({ providers: [provideRouter([])] }));

  function show<Piece>(
    piece: Type<Piece>,
    inputs: Readonly<Record<string, unknown>>,
  ): ComponentFixture<Piece> {
    const fixture = TestBed.createComponent(piece);
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    fixture.detectChanges();
    shown = fixture.nativeElement as HTMLElement;
    return fixture;
  }
  /** As it reads, a space between what stands in different elements. */
  function text(): string {
    const texts = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
    const read: string[] = [];
    while (texts.nextNode()) read.push(texts.currentNode.textContent?.trim() ?? '');
    return read.filter((part) => part !== '').join(' ');
  }

  it('steps back with nothing and forward with what alarms', () => {
    show(Amount, { of: 0, alarming: true });
    expect([text(), shown.className]).toEqual(['0', 'cs-zero']);
    show(Amount, { of: 1280, alarming: true });
    expect([text(), shown.className]).toEqual(['1,280', 'cs-overdue']);
  });

  it('draws for the eye alone, unless it has a name', () => {
    show(Icon, { path: mdiPlus });
    expect([shown.getAttribute('role'), shown.getAttribute('aria-hidden')]).toEqual([null, 'true']);
    show(Icon, { path: mdiPlus, label: 'Add' });
    expect(['role', 'aria-label', 'aria-hidden'].map((name) => shown.getAttribute(name))).toEqual([
      'img',
      'Add',
      null,
    ]);
  });

  it('says a rating in words, and that nobody has assessed it', () => {
    show(RatingChip, { level: 'high' });
    expect([text(), shown.dataset['level']]).toEqual(['High', 'high']);
    show(RatingChip, { level: 'high', state: 'not-assessed' });
    expect(text()).toBe('High not assessed');
    show(RatingChip, { level: null, state: 'not-assessed' });
    expect([text(), shown.dataset['tone']]).toEqual(['Not assessed', 'quiet']);
  });

  it('says severity, state and tier in words as well as in colour', () => {
    show(SeverityChip, { severity: 'critical' });
    expect([text(), shown.dataset['level']]).toEqual(['Critical', 'very-high']);
    show(StateChip, { words: { text: 'In review', tone: 'busy' } });
    expect([text(), shown.dataset['tone']]).toEqual(['In review', 'busy']);
    show(TierChip, { tier: 1 });
    expect(text()).toBe('Tier 1');
    show(TierChip, { tier: null });
    expect(text()).toBe('No tier yet');
  });

  it('interrupts with a problem, names what support asks for, and offers to try again', () => {
    show(ProblemNote, { problem: AWAY });
    expect(shown.getAttribute('role')).toBe('alert');
    expect(text()).toBe('The database is away Try again in a moment. Reference for support: 0199');
    let again = 0;
    show(ProblemPanel, { problem: AWAY }).componentInstance.retry.subscribe(() => (again += 1));
    shown.querySelector('button')?.click();
    expect(again).toBe(1);
  });

  it('says what is not there yet', () => {
    show(EmptyNote, { text: 'No vendor has been added yet.' });
    expect(text()).toBe('No vendor has been added yet.');
  });

  it('leads from a number to what it counts, and is loud only where there is something', () => {
    show(Figure, {
      amount: 1280,
      unit: 'overdue',
      link: '/findings',
      params: { overdue: true },
      tone: 'bad',
    });
    expect(text()).toBe('1,280 overdue');
    expect(shown.querySelector('a')?.getAttribute('href')).toBe('/findings?overdue=true');
    expect(shown.dataset['tone']).toBe('bad');
    show(Figure, { amount: 0, unit: 'overdue', link: '/findings', tone: 'bad' });
    expect(shown.dataset['tone']).toBeUndefined();
  });

  it('heads a card, a page and an object', () => {
    show(Card, { heading: 'Due this week', note: 'Assessments' });
    expect(shown.querySelector('h2')?.textContent).toBe('Due this week');
    expect(text()).toContain('Assessments');
    show(PageHeader, { heading: 'Vendors', lead: 'All of them.' });
    expect(shown.querySelector('h1')?.textContent).toBe('Vendors');
    show(ObjectHeader, { heading: 'Fernhill', up: { text: 'Vendors', link: '/vendors' } });
    expect(shown.querySelector('h1')?.textContent).toBe('Fernhill');
    expect(shown.querySelector('a')?.getAttribute('href')).toBe('/vendors');
  });

  it('tells what is next from nothing to do', () => {
    show(WhatNextPanel, { text: 'Send the questionnaire.' });
    expect(text()).toBe('What next Send the questionnaire.');
    show(WhatNextPanel, { text: 'Reviewed in March.', settled: true });
    expect(text()).toBe('Nothing to do now Reviewed in March.');
  });

  it('keeps the chosen tab in the address', () => {
    const tabs = [
      { key: 'overview', text: 'Overview' },
      { key: 'findings', text: 'Findings', count: 12 },
    ];
    show(UrlTabs, { tabs, selected: 'findings' });
    const links = [...shown.querySelectorAll('a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/?tab=overview', '/?tab=findings']);
    expect(shown.querySelector('[aria-selected=true]')?.textContent).toMatch(/Findings\s*12/);
  });
});
