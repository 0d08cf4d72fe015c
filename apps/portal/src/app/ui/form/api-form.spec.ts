import type { HarnessLoader } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpErrorResponse } from '@angular/common/http';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { required } from '@angular/forms/signals';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatFormFieldHarness } from '@angular/material/form-field/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import type { Problem } from '@countersign/api-types';
import { Subject } from 'rxjs';
import { apiForm } from './api-form';
import { FormFrame } from './form-frame';
import { TextField } from './text-field';

@Component({
  imports: [FormFrame, TextField],
  template: `
    <cs-form [form]="form" saveLabel="Add the vendor">
      <cs-text-field label="Name" [formField]="form.fields.name" />
      <cs-text-field label="Contact’s email" [formField]="form.fields.contact.email" />
    </cs-form>
  `,
})
class VendorForm {
  readonly attempts: string[] = [];
  readonly saved: string[] = [];
  answer = new Subject<{ name: string }>();

  readonly form = apiForm<{ name: string; contact: { email: string } }, { name: string }>({
    model: signal({ name: '', contact: { email: '' } }),
    rules: (path) => required(path.name, { message: 'Enter the name.' }),
    save: (draft) => {
      this.attempts.push(draft.name);
      return this.answer;
    },
    saved: ({ name }) => this.saved.push(name),
  });
}

function refusal(problem: Partial<Problem>): HttpErrorResponse {
  const body = { type: 'about:blank', title: 'Refused', status: 422, code: 'invalid', detail: 'Look again.' };
  return new HttpErrorResponse({ status: 422, error: { ...body, ...problem } });
}

describe('A form', () => {
  let fixture: ComponentFixture<VendorForm>;
  let page: VendorForm;
  let loader: HarnessLoader;

  beforeEach(() => {
    fixture = TestBed.createComponent(VendorForm);
    page = fixture.componentInstance;
    loader = TestbedHarnessEnvironment.loader(fixture);
    document.body.append(fixture.nativeElement as HTMLElement);
  });

  const name = async () => (await loader.getAllHarnesses(MatInputHarness))[0] as MatInputHarness;
  const save = async () => (await loader.getHarness(MatButtonHarness)).click();
  const errorsOf = async (label: string) =>
    (await loader.getHarness(MatFormFieldHarness.with({ floatingLabelText: label }))).getTextErrors();
  const settled = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  };
  const summary = () => (fixture.nativeElement as HTMLElement).querySelector('[role=alert]');

  async function refuse(error: HttpErrorResponse): Promise<void> {
    page.answer.error(error);
    page.answer = new Subject();
    await settled();
  }

  it('asks nothing of the API while an entry is missing, and says which one', async () => {
    await save();
    await settled();
    expect(page.attempts).toEqual([]);
    expect(await errorsOf('Name')).toEqual(['Enter the name.']);
    expect(document.activeElement).toBe(summary());
  });

  it('puts each field error of the API on its control', async () => {
    await (await name()).setValue('Fernhill');
    await save();
    await refuse(
      refusal({
        fields: [
          { field: 'name', message: 'This name is taken.' },
          { field: 'contact.email', message: 'This is no address.' },
        ],
      }),
    );
    expect(await errorsOf('Name')).toEqual(['This name is taken.']);
    expect(await errorsOf('Contact’s email')).toEqual(['This is no address.']);
    expect(document.activeElement).toBe(summary());
    expect(summary()?.textContent).toContain('This is no address.');
  });

  it('keeps what was typed while the server fails, names what support asks for, and saves it once it is back', async () => {
    await (await name()).setValue('Fernhill');
    await save();
    const away = { title: 'Countersign cannot reach its database', status: 503, code: 'database-away' };
    await refuse(refusal({ ...away, requestId: '0199-request' }));
    expect(summary()?.textContent).toContain(away.title);
    expect(summary()?.textContent.replace(/\s+/g, ' ')).toContain('Reference for support: 0199-request');
    expect(await (await name()).getValue()).toBe('Fernhill');
    expect(page.form.unsaved()).toBe(true);
    await save();
    page.answer.next({ name: 'Fernhill' });
    await settled();
    expect(page.saved).toEqual(['Fernhill']);
  });

  it('drops a refusal when its entry changes, and keeps the others', async () => {
    await (await name()).setValue('Fernhill');
    await save();
    await refuse(
      refusal({
        fields: [
          { field: 'name', message: 'This name is taken.' },
          { field: 'contact.email', message: 'This is no address.' },
        ],
      }),
    );
    await (await name()).setValue('Fernhill Payroll');
    expect(await errorsOf('Name')).toEqual([]);
    expect(await errorsOf('Contact’s email')).toEqual(['This is no address.']);
  });

  it('lets the same entries be tried again', async () => {
    await (await name()).setValue('Fernhill');
    await save();
    await refuse(refusal({ fields: [{ field: 'name', message: 'This name is taken.' }] }));
    await save();
    page.answer.next({ name: 'Fernhill' });
    await settled();
    expect(page.attempts).toEqual(['Fernhill', 'Fernhill']);
    expect(page.saved).toEqual(['Fernhill']);
    expect(summary()).toBeNull();
  });

  it('says above the form what is about no single field', async () => {
    await (await name()).setValue('Fernhill');
    await save();
    await refuse(
      refusal({ title: 'Someone changed this first', fields: [{ field: 'revision', message: 'Stale.' }] }),
    );
    expect(summary()?.textContent).toContain('Someone changed this first');
    expect(summary()?.textContent).toContain('Stale.');
  });

  it('is not sent twice', async () => {
    await (await name()).setValue('Fernhill');
    await save();
    const button = await loader.getHarness(MatButtonHarness);
    expect(await button.isDisabled()).toBe(true);
    (fixture.nativeElement as HTMLElement).querySelector('form')?.requestSubmit();
    await settled();
    expect(page.attempts).toEqual(['Fernhill']);
  });

  it('holds unsaved changes from the first entry until they are saved', async () => {
    expect(page.form.unsaved()).toBe(false);
    await (await name()).setValue('Fernhill');
    expect(page.form.unsaved()).toBe(true);
    await save();
    page.answer.next({ name: 'Fernhill' });
    await settled();
    expect(page.form.unsaved()).toBe(false);
  });
});
