import type { HarnessLoader } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { disabled, form, FormField, required, validate } from '@angular/forms/signals';
import { MatCheckboxHarness } from '@angular/material/checkbox/testing';
import { MatRadioButtonHarness, MatRadioGroupHarness } from '@angular/material/radio/testing';
import { BelowOption } from './below-option';
import { CheckboxSet } from './checkbox-set';
import { RadioField } from './radio-field';

// the harnesses are slow on a busy machine
jest.setTimeout(30_000);

@Component({
  imports: [BelowOption, CheckboxSet, FormField, RadioField],
  template: `
    <cs-radio-field
      label="Recommendation"
      showLabel
      [options]="plain"
      [formField]="fields.recommendation"
      (chosen)="chosen.push($event)"
    />
    <cs-radio-field label="Decision" [options]="explained" [formField]="fields.decision" />
    <cs-radio-field label="Outcome" [options]="plain" [formField]="fields.outcome">
      <ng-template let-option [csBelowOption]="plain">
        <p>{{ option.text.length }} letters</p>
      </ng-template>
    </cs-radio-field>
    <cs-checkbox-set label="Media" [options]="media" [formField]="fields.media" />
  `,
})
class Page {
  readonly closed = signal(false);
  readonly draft = signal({
    recommendation: '',
    decision: '',
    outcome: '',
    media: [] as readonly ('paper' | 'disc' | 'none')[],
  });
  readonly fields = form(this.draft, (path) => {
    disabled(path, () => this.closed());
    required(path.decision, { message: 'Choose one.' });
    validate(path.media, ({ value }) =>
      value().length === 0 ? { kind: 'none', message: 'Tick one.' } : null,
    );
  });
  readonly plain = [
    { value: 'approve', text: 'Approve' },
    { value: 'reject', text: 'Reject' },
  ];
  readonly explained = [
    { value: 'renew', text: 'Renew', explanation: 'Its reminders stop.' },
    { value: 'end', text: 'End', explanation: 'A notice is due.', barred: true },
  ];
  readonly media = [
    { value: 'paper', text: 'Paper', explanation: 'Files and printouts' },
    { value: 'disc', text: 'Discs' },
    { value: 'none', text: 'None', exclusive: true },
  ] as const;
  readonly chosen: string[] = [];
}

describe('A choice in a form', () => {
  let fixture: ComponentFixture<Page>;
  let page: Page;
  let loader: HarnessLoader;

  beforeEach(() => {
    fixture = TestBed.createComponent(Page);
    page = fixture.componentInstance;
    loader = TestbedHarnessEnvironment.loader(fixture);
    document.body.append(fixture.nativeElement as HTMLElement);
  });

  const shown = () => fixture.nativeElement as HTMLElement;
  const group = async (at: number) =>
    (await loader.getAllHarnesses(MatRadioGroupHarness))[at] as MatRadioGroupHarness;
  const tick = async (label: string) =>
    (await loader.getHarness(MatCheckboxHarness.with({ label }))).toggle();
  const labelOf = (element: Element | null | undefined) => {
    const id = element?.getAttribute('aria-labelledby');
    return id ? shown().querySelector(`#${id}`)?.textContent.trim() : element?.getAttribute('aria-label');
  };
  const described = (element: Element | null | undefined) =>
    shown().querySelector(`#${element?.getAttribute('aria-describedby') || 'nothing'}`)?.textContent;

  it('has a name for whoever hears it, whether or not it is in sight', async () => {
    await fixture.whenStable();
    const groups = [...shown().querySelectorAll('mat-radio-group')];
    expect(groups.map(labelOf)).toEqual(['Recommendation', 'Decision', 'Outcome']);
    expect(shown().querySelector('fieldset legend')?.textContent.trim()).toBe('Media');
  });

  it('writes what is chosen into the form, and tells of it', async () => {
    await (await group(0)).checkRadioButton({ label: 'Reject' });
    expect(page.draft().recommendation).toBe('reject');
    expect(page.chosen).toEqual(['reject']);
  });

  it('explains its options below them, and bars what is not possible', async () => {
    const [renew, end] = await loader.getAllHarnesses(MatRadioButtonHarness.with({ label: /Renew|End/ }));
    expect(await renew?.isDisabled()).toBe(false);
    expect(await end?.isDisabled()).toBe(true);
    expect(shown().querySelectorAll('mat-radio-group')[1]?.textContent).toContain('A notice is due.');
    expect(shown().querySelectorAll('mat-radio-group')[2]?.textContent).toContain('7 letters');
  });

  it('says what is wrong once the form was tried, and no longer once it is right', async () => {
    await fixture.whenStable();
    expect(shown().textContent).not.toContain('Choose one.');
    page.fields().markAsTouched();
    page.fields.decision().markAsTouched();
    page.fields.media().markAsTouched();
    await fixture.whenStable();
    expect(described(shown().querySelectorAll('mat-radio-group')[1])).toBe('Choose one.');
    expect(described(shown().querySelector('fieldset'))).toBe('Tick one.');
    await (await group(1)).checkRadioButton({ label: 'Renew' });
    await tick('Paper');
    expect(shown().textContent).not.toMatch(/Choose one\.|Tick one\./);
  });

  it('takes the focus from the error summary', async () => {
    await fixture.whenStable();
    page.fields.media().focusBoundControl();
    expect(document.activeElement?.closest('fieldset')?.textContent).toContain('Media');
    page.fields.decision().focusBoundControl();
    expect(document.activeElement?.closest('cs-radio-field')?.textContent).toContain('Renew');
  });

  it('keeps a set in the order of its options, and an exclusive one alone', async () => {
    await tick('Discs');
    await tick('Paper');
    expect(page.draft().media).toEqual(['paper', 'disc']);
    await tick('None');
    expect(page.draft().media).toEqual(['none']);
    await tick('Discs');
    expect(page.draft().media).toEqual(['disc']);
    await tick('Discs');
    expect(page.draft().media).toEqual([]);
  });

  it('takes no tick while its form is disabled', async () => {
    page.closed.set(true);
    const box = await loader.getHarness(MatCheckboxHarness.with({ label: 'Paper' }));
    expect(await box.isDisabled()).toBe(true);
    page.closed.set(false);
    expect(await box.isDisabled()).toBe(false);
  });

  it('ties an explanation to its box', async () => {
    await fixture.whenStable();
    const boxes = [...shown().querySelectorAll('input[type=checkbox]')];
    expect(described(boxes[0])).toBe('Files and printouts');
    expect(described(boxes[1])).toBeUndefined();
  });
});
