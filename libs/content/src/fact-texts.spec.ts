import { optionsOf } from '@countersign/domain';
import facts from './texts/en/facts.json';
import { factCatalogue, factCatalogueWith, stubLanguage } from './index';

const named = Object.entries(factCatalogue.facts).flatMap(([fact, { kind, values }]: [string, Shape]) => {
  const shared = kind === 'derived' || kind === 'flag' || values === 'as peopleAffected';
  const own = shared ? [] : Object.keys(optionsOf(factCatalogue, fact));
  return [`fact.${fact}`, ...own.map((value) => `fact.${fact}.${value}`)];
});
interface Shape {
  readonly kind: string;
  readonly values?: unknown;
}

describe('The texts of the facts', () => {
  it('are one for each fact and each value, and no other', () => {
    expect(Object.keys(facts)).toEqual([...named].sort());
  });

  it('say of the catalogue what the language says, and all of it', () => {
    const { texts } = stubLanguage();
    const stub = factCatalogueWith((text) => texts[text]);
    for (const fact of Object.keys(stub.facts)) {
      expect(stub.facts[fact]?.label).toMatch(/^⟦[^A-Za-z]+⟧$/);
      for (const { label } of Object.values(optionsOf(stub, fact))) expect(label).toMatch(/^⟦[^A-Za-z]+⟧$/);
    }
    expect(optionsOf(factCatalogue, 'dataElements')['ssn']).toEqual({
      label: 'Social Security number',
      factor: 5,
    });
    expect(optionsOf(factCatalogue, 'media')['paper']).toEqual({ label: 'Paper' });
  });
});
