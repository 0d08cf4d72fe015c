export const disposalSql = ``;
