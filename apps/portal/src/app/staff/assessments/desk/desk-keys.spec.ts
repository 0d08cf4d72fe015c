import { TestBed } from '@angular/core/testing';
import { DESK_ACTS, DESK_KEYS, DeskKeys } from './desk-keys';

describe('The keys of the desk', () => {
  let keys: DeskKeys;
  const press = (target: Element, key: string, more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    target.dispatchEvent(event);
    return keys.actOf(event);
  };
  const within = (html: string): Element => {
    document.body.innerHTML = html;
    return document.body.querySelector('[data-at]') ?? document.body;
  };

  beforeEach(() => {
    localStorage.clear();
    keys = TestBed.inject(DeskKeys);
  });

  afterEach(() => {
    document.body.innerHTML = '';
  });

  it('are one for each act, and no two acts share one', () => {
    const all = DESK_ACTS.flatMap((act) => DESK_KEYS[act]);
    expect(new Set(all).size).toBe(all.length);
    expect(press(within(''), 'a')).toBe('accept');
    expect(press(within('<button data-at></button>'), 'u')).toBe('undo');
  });

  it('do nothing while somebody types, chooses in a list, or a dialog is open', () => {
    for (const html of [
      '<textarea data-at></textarea>',
      '<input data-at>',
      '<select data-at></select>',
      '<div contenteditable data-at></div>',
      '<div role="listbox"><span data-at></span></div>',
      '<mat-dialog-container></mat-dialog-container><button data-at></button>',
    ])
      expect(press(within(html), 'a')).toBeNull();
  });

  it('leave the browser its own keys, and a key held down is one press', () => {
    const at = within('<button data-at></button>');
    for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { repeat: true }])
      expect(press(at, 'a', more)).toBeNull();
    expect(press(at, 'Tab')).toBeNull();
    expect(press(at, '/')).toBeNull();
  });

  it('are turned off in this browser, and stay off', () => {
    keys.turn(false);
    expect(press(within(''), 'a')).toBeNull();
    expect(localStorage.getItem('countersign.desk-keys')).toBe('off');
  });
});
