import { Component } from '@angular/core';
import { PageHeader } from '../../ui/page-header';
import { NotesPanel } from './notes-panel';

/** All notes and calls of the organisation, to be searched. */
@Component({
  selector: 'cs-notes-page',
  imports: [NotesPanel, PageHeader],
  template: `
    <cs-page-header
      heading="Notes"
      i18n-heading="@@notes-page.notes"
      lead="Notes and calls about vendors, engagements and contracts, the latest day first. They are internal: no vendor sees them."
      i18n-lead="@@notes-page.notes-and-calls-about"
    />
    <cs-notes />
  `,
  styles: `
    cs-notes {
      margin-block-start: 0;
    }
  `,
  host: { class: 'cs-stack' },
})
export class NotesPage {}
