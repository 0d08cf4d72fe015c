import { HttpErrorResponse } from '@angular/common/http';
import { signal, type WritableSignal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { of, throwError } from 'rxjs';
import { Revised } from './revised';

interface Row {
  readonly name: string;
  readonly notes: string;
  readonly revision: number;
}

interface Draft {
  readonly name: string;
  readonly notes: string;
}

const EMPTY: Draft = { name: '', notes: '' };
const draftOf = ({ name, notes }: Row): Draft => ({ name, notes });

function anEdit(read: Row, special: { readonly begin?: Draft; readonly term?: WritableSignal<number> } = {}) {
  const draft = signal(EMPTY);
  const row = signal(read);
  const { begin, term } = special;
  const revised = TestBed.runInInjectionContext(
    () =>
      new Revised<Row, Draft>({
        draft,
        row,
        draftOf,
        ...(begin && { begin }),
        ...(term && { subject: term, subjectInWords: () => `term ${String(term())}` }),
        inWords: ({ name, notes }) => [
          ['Name', name],
          ['Notes', notes],
        ],
      }),
  );
  TestBed.tick();
  const sent: number[] = [];
  const saveOn = (present: Row) =>
    revised
      .save((revision) => {
        sent.push(revision);
        const error = { title: 'Conflict', code: 'stale-revision', present };
        return revision === present.revision
          ? of(present)
          : throwError(() => new HttpErrorResponse({ status: 409, error }));
      })
      .subscribe({ error: () => undefined });
  /** The page reads what it shows once more. */
  const readAnew = (anew: Row) => {
    row.set(anew);
    TestBed.tick();
  };
  return { draft, revised, saveOn, sent, readAnew };
}

describe('An edit on a revision', () => {
  const read: Row = { name: 'Oak', notes: 'Old', revision: 1 };

  it('shows both values where both have changed one field, and sends nothing before one has chosen', () => {
    const { draft, revised, saveOn, sent } = anEdit(read);
    draft.set({ name: 'Oak Ltd', notes: 'Old' });
    const present = { name: 'Oak Inc', notes: 'New', revision: 2 };
    saveOn(present);
    expect(revised.clashes()).toEqual([{ field: 'Name', mine: 'Oak Ltd', theirs: 'Oak Inc' }]);
    expect(draft()).toEqual({ name: 'Oak Ltd', notes: 'New' });
    saveOn(present);
    expect(sent).toEqual([1, 1]);
    revised.keepMine();
    expect(revised.clashes()).toBeNull();
    saveOn(present);
    expect(sent).toEqual([1, 1, 2]);
    expect(draft()).toEqual({ name: 'Oak Ltd', notes: 'New' });
  });

  it('takes what is stored, and goes on from there', () => {
    const { draft, revised, saveOn, sent } = anEdit(read);
    draft.set({ name: 'Oak Ltd', notes: 'Mine' });
    const present = { name: 'Oak Inc', notes: 'Theirs', revision: 5 };
    saveOn(present);
    revised.takeTheirs();
    expect(draft()).toEqual(draftOf(present));
    expect(revised.clashes()).toBeNull();
    saveOn(present);
    expect(sent).toEqual([1, 5]);
  });

  it('says so where the two do not contradict each other', () => {
    const { draft, revised, saveOn } = anEdit(read);
    draft.set({ name: 'Oak Ltd', notes: 'Old' });
    saveOn({ name: 'Oak', notes: 'New', revision: 2 });
    expect(revised.clashes()).toEqual([]);
    expect(draft()).toEqual({ name: 'Oak Ltd', notes: 'New' });
  });

  it('takes a second one who was faster for somebody else as well, not for what is typed here', () => {
    const { draft, revised, saveOn } = anEdit(read);
    draft.set({ name: 'Oak Ltd', notes: 'Old' });
    saveOn({ name: 'Oak', notes: 'First', revision: 2 });
    saveOn({ name: 'Oak', notes: 'Second', revision: 3 });
    expect(revised.clashes()).toEqual([]);
    expect(draft()).toEqual({ name: 'Oak Ltd', notes: 'Second' });
  });

  it('follows what the page reads while nobody has typed', () => {
    const { draft, revised, readAnew } = anEdit(read);
    readAnew({ name: 'Elm', notes: 'New', revision: 2 });
    expect(draft()).toEqual({ name: 'Elm', notes: 'New' });
    expect(revised.clashes()).toBeNull();
  });

  it('keeps what is typed while the page reads the same revision anew', () => {
    const { draft, revised, readAnew, saveOn, sent } = anEdit(read);
    draft.set({ name: 'Oak Ltd', notes: 'Half a sen' });
    readAnew({ ...read });
    expect(draft()).toEqual({ name: 'Oak Ltd', notes: 'Half a sen' });
    expect(revised.clashes()).toBeNull();
    saveOn(read);
    expect(sent).toEqual([1]);
  });

  it('shows both as soon as the page reads another revision, and moves nothing that was typed', () => {
    const { draft, revised, readAnew, saveOn, sent } = anEdit(read);
    draft.set({ name: 'Oak Ltd', notes: 'Old' });
    const present = { name: 'Oak Inc', notes: 'New', revision: 4 };
    readAnew(present);
    expect(revised.clashes()).toEqual([{ field: 'Name', mine: 'Oak Ltd', theirs: 'Oak Inc' }]);
    expect(revised.refusals()).toBe(0);
    expect(draft()).toEqual({ name: 'Oak Ltd', notes: 'New' });
    readAnew({ ...read });
    expect(draft()).toEqual({ name: 'Oak Ltd', notes: 'New' });
    revised.keepMine();
    saveOn(present);
    expect(sent).toEqual([4]);
  });

  it('does not clash with what was saved here', () => {
    const { draft, revised, readAnew, saveOn } = anEdit(read);
    draft.set({ name: 'Oak Ltd', notes: 'Old' });
    saveOn(read);
    readAnew({ name: 'Oak Limited', notes: 'Old', revision: 2 });
    expect(revised.clashes()).toBeNull();
    expect(draft()).toEqual({ name: 'Oak Limited', notes: 'Old' });
    draft.set({ name: 'Oak Ltd', notes: 'More' });
    readAnew({ name: 'Oak Inc', notes: 'Old', revision: 3 });
    expect(revised.clashes()).toEqual([{ field: 'Name', mine: 'Oak Ltd', theirs: 'Oak Inc' }]);
  });

  it('never mixes what is typed anew with what stands beside it', () => {
    const { draft, revised, readAnew } = anEdit(read, { begin: EMPTY });
    expect(draft()).toEqual(EMPTY);
    draft.set({ name: 'Elm', notes: '' });
    readAnew({ name: 'Oak Inc', notes: 'Theirs', revision: 2 });
    expect(draft()).toEqual({ name: 'Elm', notes: '' });
    expect(revised.clashes()).toEqual([
      { field: 'Name', mine: 'Elm', theirs: 'Oak Inc' },
      { field: 'Notes', mine: '', theirs: 'Theirs' },
    ]);
    revised.takeTheirs();
    expect(draft()).toEqual({ name: 'Oak Inc', notes: 'Theirs' });
  });

  it('keeps what was typed about the former subject in reach', () => {
    const term = signal(3);
    const { draft, revised, readAnew } = anEdit(read, { begin: EMPTY, term });
    draft.set({ name: 'Elm', notes: '' });
    term.set(4);
    readAnew({ name: '', notes: '', revision: 0 });
    expect(draft()).toEqual(EMPTY);
    expect(revised.setAside()).toMatchObject({ about: 'term 3', words: [['Name', 'Elm']] });
    revised.putBack();
    expect(draft()).toEqual({ name: 'Elm', notes: '' });
    expect(revised.setAside()).toBeNull();
  });

  it('meets within a group of fields: each field of it is taken over, kept or shown by itself', () => {
    interface Said {
      readonly terms: { readonly from: string; readonly until: string };
      readonly list: readonly string[];
    }
    const draft = signal<Said>({ terms: { from: '', until: '' }, list: [] });
    const row = signal({ terms: { from: '1', until: '9' }, list: ['a'], revision: 1 });
    const revised = TestBed.runInInjectionContext(
      () =>
        new Revised<Said & { readonly revision: number }, Said>({
          draft,
          row,
          draftOf: ({ terms, list }) => ({ terms, list }),
          inWords: ({ terms, list }) => [
            ['From', terms.from],
            ['Until', terms.until],
            ['List', list.join()],
          ],
        }),
    );
    TestBed.tick();
    draft.set({ terms: { from: '2', until: '9' }, list: ['a', 'b'] });
    row.set({ terms: { from: '1', until: '8' }, list: ['a', 'c'], revision: 2 });
    TestBed.tick();
    expect(draft()).toEqual({ terms: { from: '2', until: '8' }, list: ['a', 'b'] });
    expect(revised.clashes()).toEqual([{ field: 'List', mine: 'a,b', theirs: 'a,c' }]);
  });
});
