import type { Words } from '../../../ui/words';

/** The mark of every answer that members found themselves. */
export const OURS: Words = {
  text: $localize`:@@ours.from-a-public-document:Ours, from a public document`,
  tone: 'quiet',
};
