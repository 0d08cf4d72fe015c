import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { linkToken } from './link-token';

@Component({ template: '{{ token() ?? "none" }}' })
class Landing {
  protected readonly token = linkToken();
}

async function visit(address: string): Promise<RouterTestingHarness> {
  TestBed.configureTestingModule({ providers: [provideRouter([{ path: 'set-up', component: Landing }])] });
  const harness = await RouterTestingHarness.create(address);
  await harness.fixture.whenStable();
  return harness;
}

describe('The key of a link', () => {
  it('is read once, and gone from the address bar', async () => {
    const { routeNativeElement } = await visit('/set-up#t=secret');
    expect(routeNativeElement?.textContent).toBe('secret');
    expect(TestBed.inject(Router).url).toBe('/set-up');
  });

  it('gives way to the key of another link in the same tab', async () => {
    const harness = await visit('/set-up#t=old');
    await harness.navigateByUrl('/set-up#t=new');
    await harness.fixture.whenStable();
    expect(harness.routeNativeElement?.textContent).toBe('new');
    expect(TestBed.inject(Router).url).toBe('/set-up');
  });

  it('may be missing', async () => {
    const { routeNativeElement } = await visit('/set-up');
    expect(routeNativeElement?.textContent).toBe('none');
  });
});
