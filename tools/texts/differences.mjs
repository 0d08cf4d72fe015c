// Whether a translation says everything that English says: the same keys, the same gaps.
const gapsIn = (text) => {
  const names = [...text.matchAll(/\{\s*(\w+)\s*(?=[},])/g)].map(([, name]) => `{${name}}`);
  const tags = [...text.matchAll(/<\/?[\w-]+\/?>/g)].map(([tag]) => tag);
  return [...new Set([...names, ...tags])].sort();
};

/** Sentences on what one language lacks or says beyond English. */
export function differencesOf(tag, english, translated, gapsOf = gapsIn) {
  const problems = [];
  for (const [id, text] of Object.entries(english)) {
    if (translated[id] === undefined) {
      problems.push(`${tag}: ${id} is missing.`);
      continue;
    }
    const [there, here] = [gapsOf(text), gapsOf(translated[id])];
    const differing = [
      ...there.filter((gap) => !here.includes(gap)),
      ...here.filter((gap) => !there.includes(gap)),
    ];
    if (differing.length > 0) problems.push(`${tag}: ${id} differs in ${differing.join(', ')}.`);
  }
  for (const id of Object.keys(translated)) {
    if (english[id] === undefined) problems.push(`${tag}: ${id} is nowhere in English.`);
  }
  return problems;
}
