import { factCatalogueWith } from '@countersign/content';
import type { FactCatalogue } from '@countersign/domain';
import { readersLanguage } from './reader';
import { inWords, say } from './words';

const made = new Map<string, FactCatalogue>();

/** The catalogue of facts with the words of the reader's language: beside each code on the wire stands what it is called. */
export function factsInWords(tag = readersLanguage()): FactCatalogue {
  const catalogue = made.get(tag) ?? factCatalogueWith((text) => inWords(say(text), tag));
  made.set(tag, catalogue);
  return catalogue;
}
