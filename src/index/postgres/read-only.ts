import type { Postgres, Queries } from '../../postgres/postgres.ts';

/**
 * Reads within one transaction, for which settings of the database's planner and of pgvector hold.
 * @param settings `name = value`, each as it stands in SQL
 */
export function readOnly<Result>(
  postgres: Postgres,
  settings: string[],
  work: (tx: Queries) => Promise<Result>,
): Promise<Result> {
  // What is read here was written once and is never changed, so nothing has to be kept from reading it at the same time.
  const all = [
    'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY',
    ...settings.map((setting) => `SET LOCAL ${setting}`),
  ];
  return postgres.transaction(async (tx) => {
    await tx.run(all.join('; '));
    return work(tx);
  });
}
