import pg from 'pg';

/**
 * The pool and TypeORM listen for a client's errors by turns, and a connection that ends between two turns would end the
 * process. Nothing is lost by not listening: such a client refuses the next statement, and the pool drops it.
 */
export class AttendedClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
