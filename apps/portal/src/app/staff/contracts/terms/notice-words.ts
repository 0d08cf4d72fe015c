import type { NoticeEffect } from '@countersign/domain';
import { formatDay } from '../../../language/formats';

export interface NoticeConsequence {
  readonly text: string;
  /** Such a notice is not taken. */
  readonly refused: boolean;
}

/** What a notice would do, before it is recorded. */
export function noticeConsequence({ because, ends, lateFor, opensOn }: NoticeEffect): NoticeConsequence {
  const end = ends === null ? '' : formatDay(ends.lastDay);
  const opens = opensOn === null ? '' : formatDay(opensOn);
  switch (because) {
    case 'in-time':
      return {
        text: $localize`:@@notice-words.in-time:In time: it ends the contract on ${end}:end:.`,
        refused: false,
      };
    case 'late':
      return { text: lateInWords(ends, lateFor), refused: false };
    case 'before-window':
      return {
        text: $localize`:@@notice-words.before-its-window:The notice window opens on ${opens}:opens:: a notice before that day is void.`,
        refused: true,
      };
    case 'ends-anyway':
      return {
        text: $localize`:@@notice-words.ends-by-itself:The contract ends by itself on ${end}:end:: no notice is needed. Decide to let it end.`,
        refused: true,
      };
    case 'nothing-to-end':
      return {
        text: $localize`:@@notice-words.was-over:The contract was over on that day: no notice is left to give.`,
        refused: true,
      };
    case 'not-known':
      return {
        text: $localize`:@@notice-words.not-known:How much notice it needs is not known: complete the terms first.`,
        refused: true,
      };
  }
}

function lateInWords(ends: NoticeEffect['ends'], lateFor: NoticeEffect['lateFor']): string {
  const number = lateFor?.termNumber ?? 1;
  const late = lateFor === null ? '' : formatDay(lateFor.lastDay);
  if (ends === null) {
    return $localize`:@@notice-words.late-ends-nothing:Too late for term ${number}:number:: it ends on ${late}:late: only if the vendor accepts the notice.`;
  }
  const end = formatDay(ends.lastDay);
  return $localize`:@@notice-words.late:Too late for term ${number}:number:: it ends the contract on ${end}:end:, and on ${late}:late: only if the vendor accepts the notice.`;
}
