/** A text of the product: one string, or one string per language code. */
export type Text = string | Readonly<Record<string, string>>;

/** The text in the wanted language, else in English, else in the first language it has. */
export function textIn(text: Text, language = 'en'): string {
  if (typeof text === 'string') return text;
  return text[language] ?? text['en'] ?? Object.values(text)[0] ?? '';
}
