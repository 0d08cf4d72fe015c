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
});
