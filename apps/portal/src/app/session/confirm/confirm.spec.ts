import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatDialogHarness } from '@angular/material/dialog/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import type { Account } from '@countersign/api-types';
import { confirmInterceptor } from './confirm-interceptor';

@Component({ template: '' })
class Page {}

const ACCOUNT: Account = {
  name: 'Miriam Adeyemi',
  email: 'miriam@harborline.example',
  hasPassword: true,
  passwordChangedAt: null,
  totp: null,
  recoveryCodesLeft: 0,
  passkeys: [],
  secondFactorRequired: false,
  identities: [],
};
const ASKED = { code: 'confirm-it-is-you', title: 'Confirm that it is you', detail: '', status: 403 };

// the harnesses are slow on a busy machine
jest.setTimeout(30_000);

describe('A change of how one signs in', () => {
  let http: HttpTestingController;
  let fixture: ComponentFixture<Page>;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([confirmInterceptor])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(Page);
  });

  afterEach(() => http.verify());

  /** Not "until stable": that would wait for the answer which only the test itself gives. */
  const until = async <T>(find: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const asked = (path: string) => until(() => http.match(path)[0]);
  const loader = () => TestbedHarnessEnvironment.documentRootLoader(fixture);
  const press = async (text: string) => (await loader().getHarness(MatButtonHarness.with({ text }))).click();
  const refuse = () =>
    http.expectOne('/api/account/totp').flush(ASKED, { status: 403, statusText: 'Forbidden' });
  const change = () => {
    const told: string[] = [];
    TestBed.inject(HttpClient)
      .delete('/api/account/totp')
      .subscribe({ next: () => told.push('done'), error: () => told.push('refused') });
    return told;
  };

  it('waits for the password and then goes on by itself', async () => {
    const told = change();
    refuse();
    (await asked('/api/account')).flush(ACCOUNT);
    await (await loader().getHarness(MatInputHarness)).setValue('four unrelated words here');
    await press('Confirm');
    const proof = await asked('/api/account/confirm');
    expect(proof.request.body).toEqual({ password: 'four unrelated words here', code: null });
    proof.flush(null);
    (await asked('/api/account/totp')).flush(null);
    expect(told).toEqual(['done']);
    expect(await loader().getAllHarnesses(MatDialogHarness)).toHaveLength(0);
  });

  it('stays refused when the member gives no proof', async () => {
    const told = change();
    refuse();
    (await asked('/api/account')).flush(ACCOUNT);
    await press('Cancel');
    expect(await until(() => told[0])).toBe('refused');
  });

  it('takes a code from a member who has no password here', async () => {
    const told = change();
    refuse();
    (await asked('/api/account')).flush({
      ...ACCOUNT,
      hasPassword: false,
      totp: { enrolledAt: '2026-11-22T10:00:00Z', lost: false },
    });
    await (await loader().getHarness(MatInputHarness)).setValue('123 456');
    await press('Confirm');
    const proof = await asked('/api/account/confirm');
    expect(proof.request.body).toEqual({ password: null, code: '123456' });
    const wrong = {
      code: 'invalid',
      title: 'x',
      detail: 'y',
      fields: [{ field: 'code', message: 'is not right' }],
    };
    proof.flush({ ...wrong, status: 422 }, { status: 422, statusText: 'Unprocessable' });
    await until(() => document.body.textContent.includes('This is not right.') || undefined);
    await press('Cancel');
    expect(await until(() => told[0])).toBe('refused');
  });
});
