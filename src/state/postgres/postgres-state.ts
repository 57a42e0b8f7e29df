import type { Postgres, Queries } from '../../postgres/postgres.ts';
import { storable, type SqlValue, type StateDatabase, type StateQueries } from '../database.ts';

/** State in a PostgreSQL database; errors are those of `Postgres`. Several processes may use it, on several machines. */
export class PostgresState implements StateDatabase {
  readonly place: string;
  readonly #postgres: Postgres;
  readonly #statements: StateQueries;

  /** @param postgres is closed with this */
  constructor(postgres: Postgres) {
    this.place = postgres.place;
    this.#postgres = postgres;
    this.#statements = stateQueries(postgres);
  }

  run(sql: string, ...values: SqlValue[]): Promise<number> {
    return this.#statements.run(sql, ...values);
  }

  all<Row>(sql: string, ...values: SqlValue[]): Promise<Row[]> {
    return this.#statements.all<Row>(sql, ...values);
  }

  transaction<Result>(work: (tx: StateQueries) => Promise<Result>): Promise<Result> {
    return this.#postgres.transaction((tx) => work(stateQueries(tx)));
  }

  /**
   * Nothing to do: nobody can read what was deleted, and the database takes it off its disk by itself (autovacuum). Its
   * write-ahead log, its replicas and its backups are in the hands of whoever runs it.
   */
  settle(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.#postgres.close();
  }
}

/** The state's SQL on a PostgreSQL database: its values are numbered `$1`. */
export function stateQueries(queries: Queries): StateQueries {
  return {
    run: (sql, ...values) => queries.run(numbered(sql), values.map(storable)),
    all: <Row>(sql: string, ...values: SqlValue[]) => queries.all<Row>(numbered(sql), values.map(storable)),
  };
}

function numbered(sql: string): string {
  return sql.replaceAll(/\?(\d+)/g, '$$$1');
}
