import { HttpErrorResponse } from '@angular/common/http';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { of, throwError } from 'rxjs';
import { apiForm } from './api-form';
import { FormFrame } from './form-frame';
import { LongTextField } from './long-text-field';
import { Revised } from './revised';
import { TextField } from './text-field';

interface Row {
  readonly name: string;
  readonly notes: string;
  readonly revision: number;
}

const READ: Row = { name: 'Oak', notes: '', revision: 1 };

@Component({
  imports: [FormFrame, LongTextField, TextField],
  template: `
    <cs-form [form]="form">
      <cs-text-field label="Name" [formField]="form.fields.name" />
      <cs-long-text-field label="Notes" [formField]="form.fields.notes" />
    </cs-form>
  `,
})
class EditPage {
  readonly row = signal(READ);
  readonly draft = signal({ name: '', notes: '' });
  readonly sent: object[] = [];
  stored = READ;
  readonly #revised = new Revised<Row, { name: string; notes: string }>({
    draft: this.draft,
    row: () => this.row(),
    draftOf: ({ name, notes }) => ({ name, notes }),
    inWords: ({ name, notes }) => [
      ['Name', name],
      ['Notes', notes],
    ],
  });
  readonly form = apiForm({
    model: this.draft,
    revised: this.#revised,
    rules: () => undefined,
    save: (draft) =>
      this.#revised.save((revision) => {
        this.sent.push({ ...draft, revision });
        if (revision === this.stored.revision) return of(this.stored);
        const error = { title: 'Conflict', status: 409, code: 'stale-revision', present: this.stored };
        return throwError(() => new HttpErrorResponse({ status: 409, error }));
      }),
    saved: () => undefined,
  });
}

describe('A form whose row somebody else has changed meanwhile', () => {
  let fixture: ComponentFixture<EditPage>;
  let page: EditPage;
  const root = () => fixture.nativeElement as HTMLElement;
  const alerts = () => [...root().querySelectorAll<HTMLElement>('[role=alert]')];
  const box = () => root().querySelector('input') as HTMLInputElement;
  const values = () =>
    [...root().querySelectorAll('.clash dd')].map((value) =>
      [...value.children].map((part) => part.textContent).join(' '),
    );
  const press = async (text: string) => {
    const button = [...root().querySelectorAll('button')].find((each) => each.textContent.includes(text));
    button?.focus();
    button?.click();
    await settle();
  };

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  }

  async function type(name: string): Promise<void> {
    box().value = name;
    box().dispatchEvent(new Event('input'));
    await settle();
  }

  beforeEach(async () => {
    fixture = TestBed.createComponent(EditPage);
    page = fixture.componentInstance;
    document.body.append(root());
    await settle();
  });

  afterEach(() => {
    root().remove();
  });

  async function meet(theirs: Partial<Row>, mine = 'Oak Ltd'): Promise<void> {
    await type(mine);
    page.stored = { ...READ, revision: 2, ...theirs };
    await press('Save');
  }

  it('says so once, as an alert with its name, and leads whoever pressed the button there', async () => {
    await meet({ name: 'Oak Inc' });
    expect(alerts()).toHaveLength(1);
    const [alert] = alerts();
    const name = root().querySelector(`#${String(alert?.getAttribute('aria-labelledby'))}`);
    expect(name?.textContent).toBe('This has been changed meanwhile');
    expect(document.activeElement).toBe(alert);
    expect(root().textContent).not.toContain('Conflict');
    expect(values()).toEqual(['Yours Oak Ltd', 'Stored Oak Inc']);
  });

  it('leads there again when the button is pressed before one has chosen, and saves nothing', async () => {
    await meet({ name: 'Oak Inc' });
    await press('Save');
    expect(page.sent).toEqual([
      { name: 'Oak Ltd', notes: '', revision: 1 },
      { name: 'Oak Ltd', notes: '', revision: 1 },
    ]);
    expect(document.activeElement).toBe(alerts()[0]);
  });

  it('keeps mine: what was typed goes over what is stored with the next press, where the focus is', async () => {
    await meet({ name: 'Oak Inc', notes: 'Theirs' });
    await press('Keep mine');
    expect(alerts()).toHaveLength(0);
    expect(box().value).toBe('Oak Ltd');
    expect(document.activeElement?.textContent).toContain('Save');
    await press('Save');
    expect(page.sent.at(-1)).toEqual({ name: 'Oak Ltd', notes: 'Theirs', revision: 2 });
  });

  it('takes theirs: the form shows what is stored', async () => {
    await meet({ name: 'Oak Inc', notes: 'Theirs' });
    await press('Take what is stored');
    expect(alerts()).toHaveLength(0);
    expect(page.draft()).toEqual({ name: 'Oak Inc', notes: 'Theirs' });
    expect(document.activeElement?.textContent).toContain('Save');
  });

  it('names what is empty on either side', async () => {
    await meet({ name: 'Oak Inc' }, '');
    expect(values()).toEqual(['Yours Empty', 'Stored Oak Inc']);
    await press('Keep mine');
    page.stored = { ...READ, name: '', revision: 3 };
    await type('Elm');
    await press('Save');
    expect(values()).toEqual(['Yours Elm', 'Stored Empty']);
  });

  it('shows a long value whole, with its lines, and in its own direction', async () => {
    const long = `${'word '.repeat(400)}\nשם`;
    await meet({ name: long });
    const stored = [...root().querySelectorAll('.clash bdi.value')].at(-1);
    expect(stored?.textContent).toBe(long);
  });

  it('tells whoever is still typing, and takes neither the focus nor the words', async () => {
    await type('Oak Lt');
    box().focus();
    page.row.set({ ...READ, name: 'Oak Inc', revision: 2 });
    await settle();
    expect(alerts()).toHaveLength(1);
    expect(document.activeElement).toBe(box());
    expect(box().value).toBe('Oak Lt');
  });
});
