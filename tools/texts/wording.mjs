// What reads like a sentence or a label for a person, and the id that a new one is given.
const word = /[A-Za-z]{2,}/;

/** A label or a sentence: it begins with a capital, or several words stand side by side. */
export function isForPeople(text) {
  return (
    word.test(text) &&
    (/^[^a-z]*[A-Z][a-z]|^An? [a-z]/.test(text) || /[A-Za-z]{2,}[,.:;!?…’]? +[A-Za-z(“’]/.test(text))
  );
}

export const hasWords = (text) => word.test(text);

/** "vendor-page.add-the-first-engagement": the file, and the first words. */
export function idFor(file, text, taken) {
  const stem = file
    .split('/')
    .at(-1)
    .replace(/\.(html|ts)$/, '');
  const words = text
    .replace(/\{[^{}]*\}|<[^<>]*>/g, ' ')
    .toLowerCase()
    .replace(/[’']/g, '')
    .match(/[a-z0-9]+/g);
  const slug = (words ?? ['text']).slice(0, 4).join('-');
  const id = `${stem}.${slug}`;
  if (taken.get(id) === undefined || taken.get(id) === text) return id;
  for (let number = 2; ; number += 1) {
    const numbered = `${id}-${number}`;
    if (taken.get(numbered) === undefined || taken.get(numbered) === text) return numbered;
  }
}

const steps =
  /^(toLowerCase|slice|map|join|max|min|ceil|floor|round|trim|Math|length|value|this|words|state)$/;

/** A short name for what stands in a gap: the last name of `shown.vendor.name()`. */
export function nameFor(expression, taken) {
  const names = expression
    .replace(/\|.*$/s, '')
    .replace(/\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]|'[^']*'/g, '')
    .match(/[A-Za-z_$][\w$]*/g);
  const telling = names?.filter((name) => !steps.test(name));
  const name = (telling?.at(-1) ?? names?.at(-1))?.replace(/[$_]/g, '') || 'value';
  for (let number = 1; ; number += 1) {
    const numbered = number === 1 ? name : `${name}${number}`;
    if (!taken.has(numbered)) {
      taken.add(numbered);
      return numbered;
    }
  }
}
