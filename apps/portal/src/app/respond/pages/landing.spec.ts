import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute, Router } from '@angular/router';
import { of } from 'rxjs';
import { RespondClient } from '../respond-client';
import { Landing } from './landing';

async function landing(fragment: string | null, exchange: (token: string) => Promise<string>) {
  const navigate = jest.fn(() => Promise.resolve(true));
  TestBed.configureTestingModule({
    providers: [
      { provide: ActivatedRoute, useValue: { fragment: of(fragment) } },
      { provide: Router, useValue: { navigate } },
      { provide: RespondClient, useValue: { exchange } },
    ],
  });
  const fixture = TestBed.createComponent(Landing);
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const press = async (): Promise<void> => {
    page.querySelector('button')?.click();
    await fixture.whenStable();
  };
  return { page, navigate, press };
}

const refused =
  (status: number, error: object = {}) =>
  () =>
    Promise.reject(new HttpErrorResponse({ status, error }));

describe('The page an invitation leads to', () => {
  it('exchanges the token on a click, not on the visit, and leaves it out of the address', async () => {
    const exchange = jest.fn(() => Promise.resolve('a-1'));
    const { navigate, press } = await landing('t=secret', exchange);
    expect(exchange).not.toHaveBeenCalled();
    await press();
    expect(exchange).toHaveBeenCalledWith('secret');
    expect(navigate).toHaveBeenCalledWith(['/respond/assessments', 'a-1'], { replaceUrl: true });
  });

  it('says what to do when the link has ended', async () => {
    const { page, press } = await landing('t=old', refused(410));
    await press();
    expect(page.querySelector('h1')?.textContent).toBe('This link has ended');
    expect(page.textContent).toContain('ask its sender for a new link');
  });

  it('says that nothing is asked any more where it was cancelled, and sends nobody for a new link', async () => {
    const cancelled = { code: 'no-longer-needed', detail: 'Ask Kim.' };
    const { page, press } = await landing('t=old', refused(410, cancelled));
    await press();
    expect(page.querySelector('h1')?.textContent).toBe('This questionnaire is no longer needed');
    expect(page.textContent).toContain('Ask Kim.');
    expect(page.textContent).not.toContain('ask its sender for a new link');
  });

  it('says what to do when the link is not known', async () => {
    const { page, press } = await landing('t=wrong', refused(404));
    await press();
    expect(page.querySelector('h1')?.textContent).toBe('This link is not recognised');
  });

  it('says what to do when the link lacks its key', async () => {
    const { page } = await landing(null, () => Promise.resolve('a-1'));
    expect(page.querySelector('button')).toBeNull();
    expect(page.textContent).toContain('Open the invitation mail again');
  });

  it('says to whoever has signed out that they have, and how to come back', async () => {
    const { page } = await landing('signed-out', () => Promise.resolve('a-1'));
    expect(page.querySelector('h1')?.textContent).toBe('You are signed out');
    expect(page.querySelector('button')).toBeNull();
    expect(page.textContent).toContain('open your invitation mail and click its link');
  });

  it('keeps the link usable while the portal cannot be reached', async () => {
    const { page, press } = await landing('t=secret', refused(0));
    await press();
    expect(page.textContent).toContain('your link stays valid');
    expect(page.querySelector('button')?.disabled).toBe(false);
  });
});
