import { HttpErrorResponse } from '@angular/common/http';
import { signal } from '@angular/core';
import { of, throwError } from 'rxjs';
import { Revised } from './revised';

interface Row {
  readonly name: string;
  readonly notes: string;
  readonly revision: number;
}

const draftOf = ({ name, notes }: Row) => ({ name, notes });

function anEdit(row: Row) {
  const draft = signal({ name: '', notes: '' });
  const revised = new Revised<Row, { name: string; notes: string }>({
    draft,
    draftOf,
    inWords: ({ name, notes }) => [
      ['Name', name],
      ['Notes', notes],
    ],
  });
  revised.start(row);
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
  return { draft, revised, saveOn, sent };
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

  it('meets within a group of fields: each field of it is taken over, kept or shown by itself', () => {
    interface Terms {
      readonly from: string;
      readonly until: string;
    }
    interface Said {
      readonly terms: Terms;
      readonly list: readonly string[];
      readonly revision: number;
    }
    const draft = signal<Omit<Said, 'revision'>>({ terms: { from: '', until: '' }, list: [] });
    const revised = new Revised<Said, Omit<Said, 'revision'>>({
      draft,
      draftOf: ({ terms, list }) => ({ terms, list }),
      inWords: ({ terms, list }) => [
        ['From', terms.from],
        ['Until', terms.until],
        ['List', list.join()],
      ],
    });
    revised.start({ terms: { from: '1', until: '9' }, list: ['a'], revision: 1 });
    draft.set({ terms: { from: '2', until: '9' }, list: ['a', 'b'] });
    const present = { terms: { from: '1', until: '8' }, list: ['a', 'c'], revision: 2 };
    const error = { title: 'Conflict', code: 'stale-revision', present };
    revised
      .save(() => throwError(() => new HttpErrorResponse({ status: 409, error })))
      .subscribe({ error: () => undefined });
    expect(draft()).toEqual({ terms: { from: '2', until: '8' }, list: ['a', 'b'] });
    expect(revised.clashes()).toEqual([{ field: 'List', mine: 'a,b', theirs: 'a,c' }]);
  });
});
