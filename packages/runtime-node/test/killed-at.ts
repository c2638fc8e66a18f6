import { DatabaseSync } from "node:sqlite";

/**
 * Loaded into a process before anything else (`--import`): kills it, as `kill -9` does, at the call of a statement.
 * `ATTENDANCE_EXPORT_TEST_KILL` holds how many calls go well before, and a part of the statement's text.
 */
const { ATTENDANCE_EXPORT_TEST_KILL: wanted = "" } = process.env;
const [, count, text] = /^(\d+) (.+)$/.exec(wanted) ?? [];
if (count === undefined || text === undefined) throw new Error(`not a place to be killed at: ${wanted}`);

let left = Number(count);
const { prepare } = DatabaseSync.prototype;
DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string) {
  const statement = prepare.call(this, sql);
  if (!sql.includes(text)) return statement;
  const { run } = statement;
  const dying = (...values: Parameters<typeof run>): ReturnType<typeof run> => {
    if (left === 0) process.kill(process.pid, "SIGKILL");
    left -= 1;
    return run.apply(statement, values);
  };
  Object.assign(statement, { run: dying });
  return statement;
};
