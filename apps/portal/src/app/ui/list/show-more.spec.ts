import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { ShowMore } from './show-more';

describe('The rest of a list', () => {
  let rest: ComponentFixture<ShowMore>;

  function open(inputs: { shown: number; total: number; busy?: boolean }): string[] {
    rest = TestBed.createComponent(ShowMore);
    for (const [name, value] of Object.entries({ first: 5, about: 'Q-1', ...inputs })) {
      rest.componentRef.setInput(name, value);
    }
    rest.detectChanges();
    return buttons().map(({ textContent }) => textContent.trim());
  }

  const buttons = () => [...(rest.nativeElement as HTMLElement).querySelectorAll('button')];

  it('says nothing where everything is shown from the start', () => {
    expect(open({ shown: 3, total: 3 })).toEqual([]);
    expect((rest.nativeElement as HTMLElement).textContent.trim()).toBe('');
  });

  it('says how many of how many are shown, and asks for more', () => {
    expect(open({ shown: 5, total: 200 })).toEqual(['Show more for Q-1']);
    expect((rest.nativeElement as HTMLElement).textContent).toContain('5 of 200 files shown');
    let asked = 0;
    rest.componentInstance.more.subscribe(() => (asked += 1));
    buttons()[0]?.click();
    expect(asked).toBe(1);
  });

  it('leads back to the few, also once everything is shown', () => {
    expect(open({ shown: 30, total: 200 })).toEqual(['Show more for Q-1', 'Show fewer for Q-1']);
    expect(open({ shown: 200, total: 200 })).toEqual(['Show fewer for Q-1']);
  });

  it('waits while more are read', () => {
    open({ shown: 5, total: 200, busy: true });
    expect(buttons()[0]?.disabled).toBe(true);
  });
});
