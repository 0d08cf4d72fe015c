const SHOWS_NOTHING = /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]*$/u;
/** What turns the direction of reading, so that a reader sees another text than the one that is kept. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * A text without the spaces around it, composed, read in the order in which it is kept; one that nobody can see is empty,
 * so that a reason is one to read.
 */
export const trimmedText = (text: string) =>
  SHOWS_NOTHING.test(text) ? '' : text.normalize('NFC').replace(TURNS, '').trim();

/** For `@Transform`: what is no text is left to the rules of the field. */
export const trimmed = ({ value }: { value: unknown }) =>
  typeof value === 'string' ? trimmedText(value) : value;
