import type { HarnessLoader } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { disabled, form, maxLength, required } from '@angular/forms/signals';
import { MatAutocompleteHarness } from '@angular/material/autocomplete/testing';
import { MatFormFieldHarness } from '@angular/material/form-field/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { MatSelectHarness } from '@angular/material/select/testing';
import { DayField } from './day-field';
import { LongTextField } from './long-text-field';
import { MoneyField } from './money-field';
import { NumberField } from './number-field';
import { SelectField } from './select-field';
import { SuggestField } from './suggest-field';
import { TextField } from './text-field';

// the harnesses are slow on a busy machine
jest.setTimeout(30_000);

@Component({
  imports: [DayField, LongTextField, MoneyField, NumberField, SelectField, SuggestField, TextField],
  template: `
    <cs-text-field label="Name" hint="Such as Payroll" [formField]="fields.name" />
    <cs-text-field
      label="Code"
      inputmode="numeric"
      autocomplete="one-time-code"
      verbatim
      [formField]="fields.code"
    />
    <cs-text-field label="Address" type="email" autocomplete="username" [formField]="fields.address" />
    <cs-number-field label="Months kept" unit="months" [formField]="fields.months" />
    <cs-money-field label="Value a year" [formField]="fields.value" />
    <cs-long-text-field label="Notes" [rows]="5" [formField]="fields.notes" />
    <cs-day-field
      label="Due"
      hint="The last day"
      earliest="2026-11-27"
      latest="2027-11-27"
      [formField]="fields.due"
    />
    <cs-select-field
      label="Owner"
      none="Nobody yet"
      [options]="owners"
      [formField]="fields.owner"
      (chosen)="chosen.push($event)"
    />
    <cs-select-field label="Contact" empty="Nobody" [options]="[]" [formField]="fields.contact">
      @if (unknown()) {
        <ng-template #hint>Nobody is known yet. <a href="/contacts">Add a contact</a></ng-template>
      }
    </cs-select-field>
    <cs-select-field label="Roles" multiple [options]="owners" [formField]="fields.roles" />
    <cs-suggest-field label="Time zone" [suggestions]="zones()" [formField]="fields.zone" />
  `,
})
class Page {
  readonly draft = signal({
    name: '',
    code: '',
    address: '',
    months: '',
    value: '',
    notes: '',
    due: '',
    owner: '',
    contact: '',
    roles: [] as readonly string[],
    zone: '',
  });
  readonly fields = form(this.draft, (path) => {
    required(path.name, { message: 'Enter the name.' });
    maxLength(path.name, 20, { message: 'Keep the name within 20 characters.' });
    disabled(path.address);
  });
  readonly owners = [
    { value: 'ada', text: 'Ada Byrne' },
    { value: 'ben', text: 'Ben Ode' },
  ];
  readonly chosen: string[] = [];
  readonly unknown = signal(true);
  readonly zones = signal(['America/New_York', 'America/Chicago']);
}

describe('A field of a form', () => {
  let fixture: ComponentFixture<Page>;
  let page: Page;
  let loader: HarnessLoader;

  beforeEach(() => {
    fixture = TestBed.createComponent(Page);
    page = fixture.componentInstance;
    loader = TestbedHarnessEnvironment.loader(fixture);
  });

  const frame = (label: string) =>
    loader.getHarness(MatFormFieldHarness.with({ floatingLabelText: new RegExp(`^${label}`) }));
  async function box(label: string): Promise<MatInputHarness> {
    return (await (await frame(label)).getControl(MatInputHarness)) as MatInputHarness;
  }
  async function select(label: string): Promise<MatSelectHarness> {
    return (await (await frame(label)).getControl(MatSelectHarness)) as MatSelectHarness;
  }
  async function attribute(label: string, name: string): Promise<string | null> {
    return (await (await box(label)).host()).getAttribute(name);
  }

  it('writes what is typed into the form, and shows what the form holds', async () => {
    await (await box('Name')).setValue('Fernhill');
    expect(page.draft().name).toBe('Fernhill');
    page.draft.update((draft) => ({ ...draft, name: 'Ashdown' }));
    expect(await (await box('Name')).getValue()).toBe('Ashdown');
  });

  it('shows its hint until something is wrong with the entry, and then that', async () => {
    expect(await (await frame('Name')).getTextHints()).toEqual(['Such as Payroll']);
    expect(await (await frame('Name')).getTextErrors()).toEqual([]);
    await (await box('Name')).setValue('');
    await (await box('Name')).blur();
    expect(await (await frame('Name')).getTextErrors()).toEqual(['Enter the name.']);
    page.draft.update((draft) => ({ ...draft, name: 'A name of far more than twenty letters' }));
    expect(await (await frame('Name')).getTextErrors()).toEqual(['Keep the name within 20 characters.']);
  });

  it('ties hint and error to the box for whoever hears them', async () => {
    const described = async () => {
      const id = (await attribute('Name', 'aria-describedby')) ?? '';
      return (fixture.nativeElement as HTMLElement).querySelector(`#${id}`)?.textContent;
    };
    expect(await described()).toBe('Such as Payroll');
    await (await box('Name')).setValue('A name of far more than twenty letters');
    await (await box('Name')).blur();
    expect(await described()).toBe('Keep the name within 20 characters.');
    expect(await attribute('Name', 'aria-invalid')).toBe('true');
  });

  it('marks what is required, and stops at the longest that is allowed, by the form’s rules alone', async () => {
    expect(await (await box('Name')).isRequired()).toBe(true);
    expect(await (await box('Notes')).isRequired()).toBe(false);
    expect(await (await (await box('Name')).host()).getProperty('maxLength')).toBe(20);
  });

  it('keeps no line for a hint that it does not have', async () => {
    expect(await (await frame('Value a year')).getTextHints()).toEqual([]);
  });

  it('is disabled with its entry', async () => {
    expect(await (await box('Address')).isDisabled()).toBe(true);
  });

  it('tells the browser what it may fill in, and what it must not mend', async () => {
    expect(await attribute('Name', 'autocomplete')).toBe('off');
    expect(await attribute('Name', 'spellcheck')).toBeNull();
    expect(await (await box('Address')).getType()).toBe('email');
    expect(await attribute('Address', 'autocomplete')).toBe('username');
    expect(await attribute('Code', 'autocomplete')).toBe('one-time-code');
    expect(await attribute('Code', 'inputmode')).toBe('numeric');
    expect(await attribute('Code', 'autocapitalize')).toBe('none');
    expect(await attribute('Code', 'spellcheck')).toBe('false');
  });

  it('asks for a number with its unit, and for money with its decimals', async () => {
    expect(await attribute('Months kept', 'inputmode')).toBe('numeric');
    expect(await (await frame('Months kept')).getSuffixText()).toBe('months');
    expect(await attribute('Value a year', 'inputmode')).toBe('decimal');
  });

  it('has the rows it was given', async () => {
    await (await box('Notes')).setValue('Two\nlines');
    expect(page.draft().notes).toBe('Two\nlines');
    expect(await (await (await box('Notes')).host()).getProperty('rows')).toBe(5);
  });

  it('says the weekday of a day, and its hint while there is none', async () => {
    expect(await (await frame('Due')).getTextHints()).toEqual(['The last day']);
    await (await box('Due')).setValue('2026-12-24');
    expect(page.draft().due).toBe('2026-12-24');
    expect(await (await frame('Due')).getTextHints()).toEqual(['Thu 24 Dec 2026']);
    expect(await attribute('Due', 'min')).toBe('2026-11-27');
    expect(await attribute('Due', 'max')).toBe('2027-11-27');
  });

  it('offers its options, and none of them where that is a choice', async () => {
    const owner = await select('Owner');
    await owner.open();
    expect(await Promise.all((await owner.getOptions()).map((option) => option.getText()))).toEqual([
      'Nobody yet',
      'Ada Byrne',
      'Ben Ode',
    ]);
    await owner.clickOptions({ text: 'Ben Ode' });
    expect(page.draft().owner).toBe('ben');
    await owner.clickOptions({ text: 'Nobody yet' });
    expect(page.draft().owner).toBe('');
    expect(page.chosen).toEqual(['ben', '']);
  });

  it('says that there is nothing to choose', async () => {
    const contact = await select('Contact');
    await contact.open();
    const [only] = await contact.getOptions();
    expect(await only?.getText()).toBe('Nobody');
    expect(await only?.isDisabled()).toBe(true);
  });

  it('takes a hint that leads on, while there is one', async () => {
    expect(await (await frame('Contact')).getTextHints()).toEqual(['Nobody is known yet. Add a contact']);
    page.unknown.set(false);
    expect(await (await frame('Contact')).getTextHints()).toEqual([]);
  });

  it('lets several be chosen', async () => {
    const roles = await select('Roles');
    await roles.open();
    await roles.clickOptions({ text: /Ada|Ben/ });
    expect(page.draft().roles).toEqual(['ada', 'ben']);
  });

  it('suggests what follows from what is typed', async () => {
    const zone = await loader.getHarness(MatAutocompleteHarness);
    await zone.enterText('America');
    await zone.selectOption({ text: 'America/Chicago' });
    expect(page.draft().zone).toBe('America/Chicago');
  });
});
