import { Component, input } from '@angular/core';
import type { MailLine } from '@countersign/api-types';
import { formatInstant } from '../../language/formats';
import { StateChip } from '../../ui/state-chip';
import { MAIL_STATE_WORDS } from '../../ui/words';

@Component({
  selector: 'cs-mail-table',
  imports: [StateChip],
  templateUrl: './mail-table.html',
  host: { class: 'cs-table-frame' },
})
export class MailTable {
  readonly rows = input.required<readonly MailLine[]>();
  protected readonly states = MAIL_STATE_WORDS;

  protected when(line: MailLine): string {
    return line.sentAt === null
      ? $localize`:@@mail-table.due:due ${formatInstant(line.dueAt)}:formatInstant:`
      : formatInstant(line.sentAt);
  }
}
