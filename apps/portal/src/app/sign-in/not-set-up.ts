import { Component } from '@angular/core';
import { Heading } from '../ui/heading';

/** Nobody can sign in yet: only who runs the server can make the first step. */
@Component({
  selector: 'cs-not-set-up',
  imports: [Heading],
  template: `
    <h1 i18n="@@not-set-up.countersign-is-not-set" csHeading>Countersign is not set up yet</h1>
    <p i18n="@@not-set-up.the-server-tells-whoever">
      The server tells whoever runs it a set-up link. Open that link to name your organisation and to become
      its first administrator.
    </p>
    <ul>
      <li i18n="@@not-set-up.started-with-npm-start">
        Started with <code>npm start</code>: the link stands in the terminal, or in the file
        <code>set-up-link.txt</code> of its data folder.
      </li>
      <li i18n="@@not-set-up.each-link-works-for">
        Each link works for an hour; a fresh one follows by itself until Countersign is set up.
      </li>
    </ul>
    <p i18n="@@not-set-up.is-the-server-run" class="cs-muted">
      Is the server run by somebody else? Ask them for the link; it is theirs to give.
    </p>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--cs-space-2);
      padding-inline-start: 1.25em;
    }
  `,
  host: { class: 'cs-stack' },
})
export class NotSetUp {}
