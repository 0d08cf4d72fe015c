export const nameFormsOfPatterns = personPatterns(
  '(select w from unnest(names) o, app.written_forms(o) w) f',
  '[[:alnum:]]',
);

/** How a name is written elsewhere: the family name first, and joined by whatever a file's name has for a space. */
export const nameFormsSql = `
  create function app.written_forms(name text) returns setof text language sql immutable parallel safe
    begin atomic
      select name
      union
      select array_to_string(s.words[k + 1:] || s.words[:k], ' ')
      from (select regexp_split_to_array(btrim(name), '\\s+') as words) s, generate_series(1, cardinality(s.words) - 1) k
      where cardinality(s.words) <= 6;
    end;
  grant execute on function app.written_forms to cs_app, cs_erasure;
  ${asPattern('[\\\\s_.,+-]+')}
  ${nameFormsOfPatterns}`;

export const nameFormsOfBefore = `
  ${personPatterns('unnest(names) f', '\\w')}
  ${asPattern('\\\\s+')}
  drop function app.written_forms;`;

function asPattern(space: string): string {
  return `
  create or replace function app.as_pattern(t text) returns text language sql immutable parallel safe
    return regexp_replace(regexp_replace(t, '([\\\\.^$*+?(){}|[\\]-])', '\\\\\\1', 'g'), '\\s+', '${space}', 'g');`;
}

function personPatterns(forms: string, letter: string): string {
  const all = (pattern: string, searched: string) =>
    `(select string_agg(${pattern}, '|') from ${forms} (n) where ${searched} app.is_searched_in_texts(n))`;
  return `
  create or replace function app.person_patterns(
    names text[], addresses text[], out name_in_text text, out name_in_json text, out address text)
  language plpgsql stable as $$
  declare
    never constant text := '(?=a)b';
    whole text := ${all('app.as_pattern(n)', '')};
    single text := ${all('app.as_pattern(n)', 'not')};
    whole_json text := ${all('app.as_pattern(app.in_json(n))', '')};
    single_json text := ${all('app.as_pattern(app.in_json(n))', 'not')};
  begin
    name_in_text := coalesce('(?<!${letter})(?:' || whole || ')(?!${letter})', never) || '|' || coalesce('^\\s*(?:' || single || ')\\s*$', never);
    name_in_json := coalesce('(?<!${letter})(?:' || whole_json || ')(?!${letter})', never) || '|' || coalesce('(?<=")(?:' || single_json || ')(?="(?:[],}]|$))', never);
    address := coalesce('(?<![\\w.%+-])(?:' || (select string_agg(app.as_pattern(a), '|') from unnest(addresses) a) || ')(?![\\w-])', never);
  end $$;`;
}
