import {
  ANSWER_LIMITS,
  textIn,
  type Column,
  type FollowUpField,
  type Option,
  type RespondentQuestion,
} from '@countersign/domain';
import type { Cell, Choice, InputSpec } from './input-spec';

/** How a question is answered. */
export function specOfQuestion(question: RespondentQuestion): InputSpec {
  switch (question.type) {
    case 'yes_no':
    case 'yes_no_partial_na':
      return { kind: 'choice', options: optionsOf(question.options), layout: 'row' };
    case 'single':
      return { kind: 'choice', options: optionsOf(question.options), layout: 'list' };
    case 'multi':
      return { kind: 'several', options: optionsOf(question.options) };
    case 'number':
      return { kind: 'number', unit: question.unit };
    case 'date':
      return { kind: 'date', allowNever: question.allowNever };
    case 'text':
      return { kind: 'text', lines: 1, longest: ANSWER_LIMITS.text };
    case 'longText':
      return { kind: 'text', lines: 5, longest: ANSWER_LIMITS.longText };
    case 'table':
      return { kind: 'table', columns: columnsOf(question.columns) };
    case 'file':
      return { kind: 'files' };
    case 'attestation':
      return { kind: 'attestation', fields: columnsOf(question.fields) };
  }
}

export function specOfFollowUp(field: FollowUpField): InputSpec {
  switch (field.type) {
    case 'text':
      return { kind: 'text', lines: 2, longest: ANSWER_LIMITS.text };
    case 'date':
      return { kind: 'date', allowNever: false };
    case 'number':
      return { kind: 'number', unit: null };
    case 'single':
      return { kind: 'choice', options: optionsOf(field.options), layout: 'list' };
    case 'table':
      return { kind: 'table', columns: columnsOf(field.columns) };
  }
}

function optionsOf(options: readonly Option[]): Choice[] {
  return options.map((option) => ({
    id: option.id,
    label: textIn(option.label),
    exclusive: option.exclusive === true,
  }));
}

function columnsOf(columns: readonly Column[]): Cell[] {
  return columns.map((column) => ({ ...column, label: textIn(column.label) }));
}
