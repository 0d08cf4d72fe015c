/**
 * A citation as it is printed: `17.03(2)(f)2` becomes `201 CMR 17.03(2)(f)2.`, `93H-3(a)` becomes
 * `M.G.L. c. 93H s. 3(a)`. Citations that are written out get the dots of their numbered items; those of
 * other laws stay as they are. Printing twice changes nothing.
 */
export function cite(citation: string): string {
  if (/^17\.0/.test(citation)) return withDots(`201 CMR ${citation}`);
  const statute = /^(93[A-Z])-(.+)$/.exec(citation);
  if (statute !== null) return `M.G.L. c. ${statute[1]} s. ${statute[2]}`;
  if (citation.includes('201 CMR')) return withDots(citation);
  return citation.replace(/^(M\.G\.L\. c\. \w+), s\. /, '$1 s. ');
}

// The Code of Massachusetts Regulations writes numbered items below a letter with a dot: (f)2.
function withDots(citation: string): string {
  return citation.replace(
    /(\([a-z]\))(\d+)(?:-(\d+))?(?![\d.(-])/g,
    (_match, letter: string, from: string, to?: string) =>
      to === undefined ? `${letter}${from}.` : `${letter}${from}.-${to}.`,
  );
}
