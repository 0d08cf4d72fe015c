import type { Note, NotePlace } from '@countersign/api-types';

export const NOTE_KIND_WORDS: Readonly<Record<Note['kind'], string>> = {
  note: $localize`:@@note-words.note:Note`,
  call: $localize`:@@note-words.call:Call`,
};

/** Where a note belongs, said on the page of its vendor. */
export function placeInWords({ kind, name }: NotePlace): string {
  switch (kind) {
    case 'vendor':
      return name;
    case 'engagement':
      return $localize`:@@note-words.engagement:Engagement: ${name}:name:`;
    case 'contract':
      return $localize`:@@note-words.contract:Contract: ${name}:name:`;
  }
}

export function pageOf({ kind, id }: NotePlace): string[] {
  return [{ vendor: '/vendors', engagement: '/engagements', contract: '/contracts' }[kind], id];
}
