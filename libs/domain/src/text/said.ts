import type { Text } from './text';

/**
 * What is to be said, in no language yet: rows, the trail and the wire keep the code of a text and what fills its gaps.
 * It becomes words where somebody reads it.
 */
export interface Said<Code extends string = string, Parameters extends SaidParameters = SaidParameters> {
  readonly code: Code;
  readonly parameters: Parameters;
}

/** Content comes in the languages it was written in; a list is joined as the language joins; words stand within words. */
export type SaidParameter = number | Text | Said | readonly (Text | Said)[];
export type SaidParameters = Readonly<Record<string, SaidParameter>>;

/** A text without gaps. */
export type PlainlySaid<Code extends string> = Said<Code, Nothing>;
type Nothing = Readonly<Record<never, SaidParameter>>;

export function said<const Code extends string>(code: Code): PlainlySaid<Code>;
export function said<const Code extends string, const Parameters extends SaidParameters>(
  code: Code,
  parameters: Parameters,
): Said<Code, Parameters>;
export function said(code: string, parameters: SaidParameters = {}): Said {
  return { code, parameters };
}
