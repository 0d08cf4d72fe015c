const AFTER = `<> ALL ('{`;

/**
 * Columns of text that hold a machine's words, kinds and states for example, which no erasure searches for a name. Each as
 * `table.column`; for tables made after `guards.ts`.
 */
export const holdMachineWords = (columns: readonly string[]): string =>
  exchange(AFTER, `${AFTER}${listed(columns)}`);

export const holdMachineWordsNoMore = (columns: readonly string[]): string =>
  exchange(`${AFTER}${listed(columns)}`, AFTER);

const listed = (columns: readonly string[]): string => columns.map((column) => `${column},`).join('');

const exchange = (before: string, after: string): string => `
  do $$ declare definition text := pg_get_functiondef('app.searched_columns(oid)'::regprocedure); begin
    if position($old$${before}$old$ in definition) = 0 then raise exception 'app.searched_columns is not as expected'; end if;
    execute replace(definition, $old$${before}$old$, $new$${after}$new$);
  end $$`;
