// What was acknowledged, against what is there.

/** After which of the acknowledged saves something is killed; the database goes in the middle of the others. */
export function momentsOf({ saves, kills, random }) {
  const count = () => 1 + Math.floor(random() * 0.95 * saves);
  const later = () => Math.floor(random() * 20);
  const apis = Array.from({ length: kills }, () => ({ kind: 'api', count: count(), later: later() }));
  const middle = Math.floor((0.3 + 0.4 * random()) * saves);
  return [...apis, { kind: 'postgres', count: middle, later: later() }].sort((a, b) => a.count - b.count);
}

export const revisionKey = ({ key, revision }) => `${key}:${revision}`;

/** Every acknowledged save must be in the history, and the last of each question on the page. */
export function lostOf({ acknowledged, history, shown }) {
  const last = new Map();
  for (const save of acknowledged) {
    if ((last.get(save.key)?.revision ?? 0) < save.revision) last.set(save.key, save);
  }
  return acknowledged.filter((save) => {
    if (history.get(revisionKey(save)) !== save.comment) return true;
    if (last.get(save.key) !== save) return false;
    const now = shown.get(save.key);
    return now?.revision !== save.revision || now.comment !== save.comment;
  });
}

/** What an acknowledged save says stands in the history once, however often it was sent. */
export function doubledIn({ acknowledged, history }) {
  const said = new Set(acknowledged.map(({ comment }) => comment));
  const seen = new Set();
  return [...history.values()].filter((comment) => {
    const again = said.has(comment) && seen.has(comment);
    seen.add(comment);
    return again;
  });
}
