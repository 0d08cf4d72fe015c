const SHOWS_NOTHING = /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]*$/u;

/** A text without the spaces around it; one that nobody can see is empty, so that a reason is one to read. */
export const trimmedText = (text: string) => (SHOWS_NOTHING.test(text) ? '' : text.trim());

/** For `@Transform`: what is no text is left to the rules of the field. */
export const trimmed = ({ value }: { value: unknown }) =>
  typeof value === 'string' ? trimmedText(value) : value;
