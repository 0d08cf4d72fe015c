/** Where findings come from; what somebody writes by hand comes from nowhere else. */
export const FINDING_SOURCES = ['answer', 'clause', 'manual'] as const;
export type FindingSourceName = (typeof FINDING_SOURCES)[number];
