import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Finding } from '@countersign/api-types';
import { DayPipe } from '../../ui/dates';
import { SeverityChip } from '../../ui/severity-chip';
import { StateChip } from '../../ui/state-chip';
import { FINDING_STATE_WORDS } from '../../ui/words';
import { findingOrigin } from './finding-origin';

@Component({
  selector: 'cs-finding-table',
  imports: [DayPipe, RouterLink, SeverityChip, StateChip],
  templateUrl: './finding-table.html',
  host: { class: 'cs-table-frame' },
})
export class FindingTable {
  readonly rows = input.required<readonly Finding[]>();
  protected readonly states = FINDING_STATE_WORDS;

  protected origin(finding: Finding): string {
    const subject = finding.question ?? finding.clause;
    return [...(subject === null ? [finding.sourceTitle] : []), ...findingOrigin(finding)].join(' · ');
  }
}
