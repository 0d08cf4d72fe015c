import { nameFormsOfPatterns } from './name-forms';

/** In JSON a line break is two characters, and the second is a letter that belongs to no word. */
const AFTER_AN_ESCAPE = `(?<=\\\\[bfnrt]|\\\\u00[01][0-9a-f])`;

/**
 * "ZebulonQuixotic" and "quixotic_zebulon2" are how an account or a file is called. Only the whole name and only as a
 * word: digits may stand at its ends, letters may not. Short ones are words or names of their own ("An Na", "Rob In").
 */
const LEAST_LETTERS = 6;

const alternatives = (pattern: string, forms: string, searched = '') =>
  `(select string_agg(${pattern}, '|') from (select w from unnest(names) o, app.written_forms(o) w) ${forms} (n) where ${searched} app.is_searched_in_texts(n))`;

export const runTogetherSql = `
  create function app.run_together(name text) returns setof text language sql immutable parallel safe
    begin atomic
      select distinct f.form from (
        select lower(array_to_string(s.words[k + 1:] || s.words[:k], '')) as form
        from (
          select array(select regexp_replace(w.word, '[^[:alnum:]]', '', 'g')
            from regexp_split_to_table(btrim(name), '\\s+') with ordinality w (word, place)
            where w.word ~ '[[:alnum:]]' order by w.place) as words) s,
          generate_series(0, case when cardinality(s.words) <= 6 then cardinality(s.words) - 1 else 0 end) k
        where cardinality(s.words) > 1) f
      where length(f.form) >= ${LEAST_LETTERS};
    end;

  create function app.stands_in_questions(words text) returns boolean language plpgsql stable as $$
  begin
    return exists (select from app.questionnaire_version q where q.organisation_id = app.organisation()
        and q.document::text ~* ('(?<!\\w)' || app.as_pattern(app.in_json(words)) || '(?!\\w)'))
      or exists (select from app.clause_library l where l.organisation_id = app.organisation()
        and l.document::text ~* ('(?<!\\w)' || app.as_pattern(app.in_json(words)) || '(?!\\w)'));
  end $$;
  create or replace function app.is_searched_in_texts(name text) returns boolean language sql stable
    return name ~ '\\S\\s+\\S' and not app.stands_in_questions(name);

  create function app.searched_run_together(names text[]) returns setof text language sql stable
    begin atomic
      select distinct r from unnest(names) n, app.run_together(n) r
      where app.is_searched_in_texts(n) and not app.stands_in_questions(r);
    end;
  grant execute on function app.run_together, app.stands_in_questions, app.searched_run_together to cs_app, cs_erasure;

  create or replace function app.person_patterns(
    names text[], addresses text[], out name_in_text text, out name_in_json text, out address text)
  language plpgsql stable as $$
  declare
    never constant text := '(?=a)b';
    whole text := ${alternatives('app.as_pattern(n)', 'f')};
    single text := ${alternatives('app.as_pattern(n)', 'f', 'not')};
    whole_json text := ${alternatives('app.as_pattern(app.in_json(n))', 'f')};
    single_json text := ${alternatives('app.as_pattern(app.in_json(n))', 'f', 'not')};
    together text := (select string_agg(r, '|') from app.searched_run_together(names) r);
    after_an_escape constant text := '${AFTER_AN_ESCAPE}';
  begin
    name_in_text := coalesce('(?<![[:alnum:]])(?:' || whole || ')(?![[:alnum:]])', never)
      || coalesce('|(?<![[:alpha:]])(?:' || together || ')(?![[:alpha:]])', '')
      || '|' || coalesce('^\\s*(?:' || single || ')\\s*$', never);
    name_in_json := coalesce('(?:(?<![[:alnum:]])|' || after_an_escape || ')(?:' || whole_json || ')(?![[:alnum:]])', never)
      || coalesce('|(?:(?<![[:alpha:]])|' || after_an_escape || ')(?:' || together || ')(?![[:alpha:]])', '')
      || '|' || coalesce('(?<=")(?:' || single_json || ')(?="(?:[],}]|$))', never);
    address := coalesce('(?:(?<![\\w.%+-])|' || after_an_escape || ')(?:' || (select string_agg(app.as_pattern(a), '|') from unnest(addresses) a) || ')(?![\\w-])', never);
  end $$;`;

export const runTogetherOfBefore = `
  ${nameFormsOfPatterns}
  create or replace function app.is_searched_in_texts(name text) returns boolean language plpgsql stable as $$
  begin
    return name ~ '\\S\\s+\\S'
      and not exists (select from app.questionnaire_version q where q.organisation_id = app.organisation()
        and q.document::text ~* ('(?<!\\w)' || app.as_pattern(app.in_json(name)) || '(?!\\w)'))
      and not exists (select from app.clause_library l where l.organisation_id = app.organisation()
        and l.document::text ~* ('(?<!\\w)' || app.as_pattern(app.in_json(name)) || '(?!\\w)'));
  end $$;
  drop function app.searched_run_together, app.run_together, app.stands_in_questions;`;
