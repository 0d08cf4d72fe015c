export const deletionSql = ``;
