/** Kept with every score: what it was computed by stays explainable. */
export const FORMULA_VERSION = '2026.2';
