import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const CHAR_OID = 18;
const TEXT_OID = 25;
const MARK = '\u0001';

/**
 * The engine's catalog queries answer with PostgreSQL's one-byte type "char", which adapter-pg does
 * not know and refuses. So such columns come in as marked text columns …
 */
export function markCharColumns() {
  const { addFields } = pg.Result.prototype;
  pg.Result.prototype.addFields = function (fields) {
    for (const field of fields) {
      if (field.dataTypeID !== CHAR_OID) continue;
      field.dataTypeID = TEXT_OID;
      field.name = MARK + field.name;
    }
    return addFields.call(this, fields);
  };
}

/** … and go out to the engine under their own name and type. */
export function unmarkCharColumns(result) {
  result.columnNames.forEach((name, index) => {
    if (!name.startsWith(MARK)) return;
    result.columnNames[index] = name.slice(MARK.length);
    result.columnTypes[index] = ColumnTypeEnum.Character;
  });
  return result;
}
