/** A statement as written by a reader: `:name` where the driver wants `$1`. */
interface CompiledStatement {
  readonly text: string;
  readonly names: readonly string[];
}

// Literals, quoted names, comments, dollar quotes and casts come first, so that a colon inside them is left alone.
const token =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|::|:([a-zA-Z]\w*)/g;

/** Statements are written once and asked often; those that are put together at run time are few. */
const MOST_COMPILED = 2_000;
const compiled = new Map<string, CompiledStatement>();

function compile(sql: string): CompiledStatement {
  const known = compiled.get(sql);
  if (known !== undefined) return known;
  const statement = read(sql);
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  compiled.set(sql, statement);
  return statement;
}

function read(sql: string): CompiledStatement {
  const names: string[] = [];
  const text = sql.replace(token, (match, _quote: string | undefined, name: string | undefined) => {
    if (name === undefined) return match;
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text, names };
}

export interface BoundStatement {
  readonly text: string;
  readonly values: unknown[];
}

/**
 * Turns `:name` into `$n`. Unknown, unused and undefined parameters are mistakes of the caller and throw; what is known
 * of itself is asked for where the statement names it and the caller does not.
 */
export function bindNamed(
  sql: string,
  parameters: Readonly<Record<string, unknown>>,
  known: Readonly<Record<string, () => unknown>> = {},
): BoundStatement {
  const { text, names } = compile(sql);
  const unused = Object.keys(parameters).filter((name) => !names.includes(name));
  if (unused.length > 0) throw new Error(`The statement does not use the parameter ${unused.join(', ')}.`);
  const values = names.map((name) => {
    const value = name in parameters ? parameters[name] : known[name]?.();
    if (value === undefined) throw new Error(`The statement needs a value for the parameter ${name}.`);
    return value;
  });
  return { text, values };
}

/** For a `jsonb` parameter: the driver would turn a plain array into a Postgres array. */
export function asJson(value: unknown): string {
  return JSON.stringify(value);
}
