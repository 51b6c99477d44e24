import { expect, inject, test } from 'vitest';
import { openPool } from './client';

test('a statement has fifteen seconds, and waiting for a connection ends after three', async () => {
  const pool = openPool(inject('databaseUrl'), 1);
  const busy = await pool.connect();
  const { rows } = await busy.query(
    `select current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle`,
  );
  expect(rows).toEqual([{ statement: '15s', idle: '15s' }]);
  await expect(pool.connect()).rejects.toThrow('timeout exceeded when trying to connect');
  busy.release();
  await pool.end();
});
