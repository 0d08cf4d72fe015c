import {
  answerDetails,
  answerTitle,
  clauseFound,
  clauseReasons,
  clauseTitle,
  factLabels,
  factValues,
  floors,
  inherentNotes,
  literal,
  nextSteps,
  ONE_GAP,
  scoreReasons,
  textTable,
  triggers,
} from './texts';

/** A sentence that is no known one is kept as it was written. */
export const codeOf = `
  create function app.code_of(sentence text, texts jsonb) returns jsonb language plpgsql immutable as $$
  declare t jsonb; found text[]; filled jsonb;
  begin
    for t in select e from jsonb_array_elements(texts) e loop
      found := regexp_match(sentence, t ->> 'pattern');
      continue when found is null;
      select jsonb_object_agg(g.value ->> 'name', case g.value ->> 'kind'
          when 'number' then to_jsonb(found[g.place]::integer)
          when 'list' then jsonb_build_array(found[g.place])
          else to_jsonb(found[g.place])
        end) into filled
      from jsonb_array_elements(t -> 'gaps') with ordinality g (value, place);
      return jsonb_build_object('code', t ->> 'code', 'parameters', coalesce(filled, '{}'));
    end loop;
    return jsonb_build_object('code', 'as-written', 'parameters', jsonb_build_object('text', coalesce(sentence, '')));
  end $$;`;

const stepOf = `
  create function app.next_step_of(sentence text) returns jsonb language sql immutable return
    case when sentence = '${ONE_GAP}' then '{"code": "what-next.close-clause-gaps", "parameters": {"gaps": 1}}'::jsonb
      else app.code_of(sentence, ${textTable(nextSteps)}) end;`;

/** Citations may hold what stands between reasons: what is no reason goes on with the citation before it. */
const reasonsOf = `
  create function app.clause_reasons_of(reasons text) returns jsonb language plpgsql immutable as $$
  declare part text; said jsonb; known jsonb := '[]'; last integer;
  begin
    foreach part in array string_to_array(reasons, '; ') loop
      said := app.code_of(part, ${textTable(clauseReasons)});
      last := jsonb_array_length(known) - 1;
      if said ->> 'code' = 'as-written' and known -> last ->> 'code' = 'clause-reason.required-by' then
        known := jsonb_set(known, array[last::text, 'parameters', 'citation'],
          to_jsonb((known #>> array[last::text, 'parameters', 'citation']) || '; ' || part));
      else
        known := known || said;
      end if;
    end loop;
    return known;
  end $$;`;

const findingOf = `
  create function app.finding_title_of(source text, title text) returns jsonb language sql immutable return
    case source
      when 'answer' then app.code_of(title, ${textTable(answerTitle)})
      when 'clause' then app.code_of(title, ${textTable(clauseTitle)})
      else app.code_of(title, '[]')
    end;
  create function app.finding_detail_of(source text, detail text) returns jsonb language plpgsql immutable as $$
  declare parts text[];
  begin
    if source = 'answer' then return app.code_of(detail, ${textTable(answerDetails)}); end if;
    parts := regexp_match(detail, '^The clause is required: (.*)\\. In the contract: (.*)\\.$');
    if source <> 'clause' or parts is null then return app.code_of(detail, '[]'); end if;
    return jsonb_build_object('code', 'finding.clause.detail', 'parameters', jsonb_build_object(
      'reasons', app.clause_reasons_of(parts[1]),
      'found', app.code_of(parts[2], ${textTable(clauseFound)})));
  end $$;`;

/** The values that decide a factor: one by its name alone, several as the intake names them. */
const factorOf = `
  create function app.coded_factor(factor jsonb, intake jsonb) returns jsonb language plpgsql immutable as $$
  declare
    fact constant text := factor ->> 'fact';
    said constant text := factor ->> 'valueLabel';
    known constant jsonb := ${literal(factValues)} -> fact;
    ids jsonb; labels text;
  begin
    if said is null then return factor; end if;
    select jsonb_build_array(k.key) into ids from jsonb_each(known) k where k.value ->> 0 = said limit 1;
    if ids is null and jsonb_typeof(intake -> fact) = 'array' then
      select jsonb_agg(c.id order by c.place), string_agg(known -> c.id ->> 0, ', ' order by c.place) into ids, labels
      from jsonb_array_elements_text(intake -> fact) with ordinality c (id, place)
      where known -> c.id -> 1 = factor -> 'factor';
      if labels is distinct from said then ids := null; end if;
    end if;
    return case when ids is null then factor - 'label' || '{"values": []}'
      else factor - 'label' - 'valueLabel' || jsonb_build_object('values', ids) end;
  end $$;`;

/** Of each item of a list in a document, in its order; where there is no list, the document is left alone. */
const eachOf = `
  create function app.coded_list(document jsonb, path text[], texts jsonb, intake jsonb) returns jsonb language plpgsql immutable as $$
  declare coded jsonb;
  begin
    if jsonb_typeof(document #> path) is distinct from 'array' then return document; end if;
    select coalesce(jsonb_agg(app.coded_item(path[array_upper(path, 1)], i.item, texts, intake) order by i.place), '[]') into coded
    from jsonb_array_elements(document #> path) with ordinality i (item, place);
    return jsonb_set(document, path, coded);
  end $$;
  create function app.coded_item(kind text, item jsonb, texts jsonb, intake jsonb) returns jsonb language plpgsql immutable as $$
  declare said jsonb;
  begin
    case kind
      when 'factors' then return app.coded_factor(item, intake);
      when 'likelihoodSteps', 'disputes', 'proposals' then return item - 'label';
      when 'floors' then
        if item ? 'parameters' then return item; end if;
        return item - 'text' || app.code_of(item ->> 'text', texts);
      when 'triggers', 'notes' then
        if kind = 'notes' and jsonb_typeof(item) <> 'string' or kind = 'triggers' and not item ? 'text' then return item; end if;
        said := app.code_of(case kind when 'notes' then item #>> '{}' else item ->> 'text' end, texts);
        return case when said ->> 'code' = 'as-written' then said else said - 'parameters' end;
      when 'questions' then
        said := app.code_of(item ->> 'reason', texts);
        return item || jsonb_build_object('reason',
          case when said ->> 'code' = 'as-written' then said else said -> 'code' end);
    end case;
  end $$;
  create function app.coded_inherent(document jsonb, intake jsonb) returns jsonb language plpgsql immutable as $$
  begin
    document := app.coded_list(document, '{factors}', null, intake);
    document := app.coded_list(document, '{likelihoodSteps}', null, null);
    document := app.coded_list(document, '{triggers}', ${textTable(triggers)}, null);
    return app.coded_list(document, '{notes}', ${textTable(inherentNotes)}, null);
  end $$;
  create function app.coded_residual(document jsonb) returns jsonb language plpgsql immutable as $$
  begin
    document := app.coded_list(document, '{risk,floors}', ${textTable(floors)}, null);
    return app.coded_list(document, '{disputes}', null, null);
  end $$;
  create function app.coded_score(document jsonb) returns jsonb language plpgsql immutable as $$
  begin
    document := app.coded_list(document, '{score,questions}', ${textTable(scoreReasons)}, null);
    document := app.coded_list(document, '{disputes}', null, null);
    return app.coded_list(document, '{proposals}', null, null);
  end $$;`;

export const codingFunctions = [codeOf, stepOf, reasonsOf, findingOf, factorOf, eachOf].join('\n');

export const withoutCodingFunctions = `
  drop function app.coded_score, app.coded_residual, app.coded_inherent, app.coded_list, app.coded_item, app.coded_factor,
    app.finding_detail_of, app.finding_title_of, app.clause_reasons_of, app.next_step_of, app.code_of;`;

const allTexts = textTable([
  ...nextSteps,
  ...answerTitle,
  ...answerDetails,
  ...clauseTitle,
  ...clauseFound,
  ...clauseReasons,
]);

/** The way back: the English of the version before. */
export const sentenceOf = (texts: string): string => `
  create function app.sentence_of(said jsonb, texts jsonb default ${texts}) returns text language plpgsql immutable as $$
  declare t jsonb; g jsonb; told text; value jsonb;
  begin
    case said ->> 'code'
      when 'as-written' then return coalesce(said #>> '{parameters,text}', '');
      when 'amount' then return concat_ws(' ', said #>> '{parameters,amount}', said #>> '{parameters,unit}');
      when 'finding.clause.detail' then
        return format('The clause is required: %s. In the contract: %s.',
          (select string_agg(app.sentence_of(r), '; ') from jsonb_array_elements(said #> '{parameters,reasons}') r),
          app.sentence_of(said #> '{parameters,found}'));
      when 'what-next.close-clause-gaps' then
        if said #>> '{parameters,gaps}' = '1' then return '${ONE_GAP}'; end if;
      else null;
    end case;
    select e into t from jsonb_array_elements(texts) e where e ->> 'code' = said ->> 'code' limit 1;
    told := coalesce(t ->> 'text', said ->> 'code', '');
    for g in select e from jsonb_array_elements(coalesce(t -> 'gaps', '[]')) e loop
      value := said -> 'parameters' -> (g ->> 'name');
      told := replace(told, format('{%s}', g ->> 'name'), case jsonb_typeof(value)
        when 'array' then (select string_agg(case jsonb_typeof(v)
          when 'object' then coalesce(v ->> 'en', app.sentence_of(v)) else v #>> '{}' end, ', ') from jsonb_array_elements(value) v)
        when 'object' then coalesce(value ->> 'en', app.sentence_of(value))
        else coalesce(value #>> '{}', '') end);
    end loop;
    return told;
  end $$;`;

export const wordingFunctions = `${sentenceOf(allTexts)}
  create function app.worded_list(document jsonb, path text[], texts jsonb) returns jsonb language plpgsql immutable as $$
  declare worded jsonb;
  begin
    if jsonb_typeof(document #> path) is distinct from 'array' then return document; end if;
    select coalesce(jsonb_agg(app.worded_item(path[array_upper(path, 1)], i.item, texts) order by i.place), '[]') into worded
    from jsonb_array_elements(document #> path) with ordinality i (item, place);
    return jsonb_set(document, path, worded);
  end $$;
  create function app.worded_item(kind text, item jsonb, texts jsonb) returns jsonb language sql immutable return
    case kind
      when 'factors' then item - 'values' || jsonb_build_object(
        'label', coalesce(${literal(factLabels)} ->> (item ->> 'fact'), item ->> 'fact'),
        'valueLabel', coalesce(item ->> 'valueLabel', (
          select string_agg(coalesce(${literal(factValues)} #>> array[item ->> 'fact', v.id, '0'], v.id), ', ' order by v.place)
          from jsonb_array_elements_text(item -> 'values') with ordinality v (id, place)), ''))
      when 'notes' then to_jsonb(app.sentence_of(item, texts))
      when 'triggers' then item - 'parameters' || jsonb_build_object('text', app.sentence_of(item, texts))
      when 'floors' then item - 'parameters' || jsonb_build_object('text', app.sentence_of(item, texts))
      when 'questions' then item || jsonb_build_object('reason', app.sentence_of(
        case jsonb_typeof(item -> 'reason') when 'object' then item -> 'reason' else jsonb_build_object('code', item -> 'reason') end, texts))
      else item || jsonb_build_object('label', coalesce(${literal(factLabels)} ->> (item ->> 'fact'), item ->> 'fact'))
    end;
  create function app.worded_inherent(document jsonb) returns jsonb language plpgsql immutable as $$
  begin
    document := app.worded_list(document, '{factors}', null);
    document := app.worded_list(document, '{likelihoodSteps}', null);
    document := app.worded_list(document, '{triggers}', ${textTable(triggers)});
    return app.worded_list(document, '{notes}', ${textTable(inherentNotes)});
  end $$;
  create function app.worded_residual(document jsonb) returns jsonb language plpgsql immutable as $$
  begin
    document := app.worded_list(document, '{risk,floors}', ${textTable(floors)});
    return app.worded_list(document, '{disputes}', null);
  end $$;
  create function app.worded_score(document jsonb) returns jsonb language plpgsql immutable as $$
  begin
    document := app.worded_list(document, '{score,questions}', ${textTable(scoreReasons)});
    document := app.worded_list(document, '{disputes}', null);
    return app.worded_list(document, '{proposals}', null);
  end $$;`;

export const withoutWordingFunctions = `
  drop function app.worded_score, app.worded_residual, app.worded_inherent, app.worded_list, app.worded_item, app.sentence_of;`;
