import { DOCUMENT } from '@angular/common';
import { inject, Injectable, signal } from '@angular/core';

export const DESK_ACTS = [
  'accept',
  'clarify',
  'reject',
  'next',
  'previous',
  'undo',
  'rest',
  'evidence',
  'keys',
] as const;
export type DeskAct = (typeof DESK_ACTS)[number];

/** As they are pressed; the first of each is the one that is named. */
export const DESK_KEYS: Readonly<Record<DeskAct, readonly string[]>> = {
  accept: ['a'],
  clarify: ['c'],
  reject: ['r'],
  next: ['n', 'j'],
  previous: ['p', 'k'],
  undo: ['u'],
  rest: ['s'],
  evidence: ['e'],
  keys: ['?'],
};

export const DESK_KEY_WORDS: Readonly<Record<DeskAct, string>> = {
  accept: $localize`:@@desk-keys.accept:Accept the answer and go to the next without a verdict`,
  clarify: $localize`:@@desk-keys.clarify:Ask to clarify: opens the note, which Ctrl+Enter records`,
  reject: $localize`:@@desk-keys.reject:Reject: opens the note, which Ctrl+Enter records`,
  next: $localize`:@@desk-keys.next:Next question of the list`,
  previous: $localize`:@@desk-keys.previous:Previous question of the list`,
  undo: $localize`:@@desk-keys.undo:Take back the last verdict you gave here`,
  rest: $localize`:@@desk-keys.rest:Look through the rest of the section and accept it`,
  evidence: $localize`:@@desk-keys.evidence:Go to the evidence`,
  keys: $localize`:@@desk-keys.keys:These keys`,
};

/** Of what can be typed into or answers to letters by itself. */
const TAKES_LETTERS = $localize`:@@desk-keys.input-not-type-checkbox:input:not([type="checkbox"]), textarea, select, mat-select, [contenteditable], [role="listbox"], [role="menu"], [role="combobox"]`;
const STORAGE_KEY = 'countersign.desk-keys';

/**
 * Single letters, which whoever speaks to the computer or reads by another program can turn off (WCAG 2.1.4). They do
 * nothing while somebody types, while a dialog is open, when held down, or together with a key of the browser.
 */
@Injectable({ providedIn: 'root' })
export class DeskKeys {
  readonly #document = inject(DOCUMENT);
  readonly on = signal(this.#document.defaultView?.localStorage.getItem(STORAGE_KEY) !== 'off');

  turn(on: boolean): void {
    this.on.set(on);
    this.#document.defaultView?.localStorage.setItem(STORAGE_KEY, on ? 'on' : 'off');
  }

  actOf(event: KeyboardEvent): DeskAct | null {
    const { key, target } = event;
    if (!this.on() || event.repeat || event.isComposing || event.defaultPrevented) return null;
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    if (target instanceof Element && target.closest(TAKES_LETTERS) !== null) return null;
    if (this.#document.querySelector('mat-dialog-container, dialog[open]') !== null) return null;
    return DESK_ACTS.find((act) => DESK_KEYS[act].includes(key)) ?? null;
  }
}
