export interface EmbeddedPostgres {
  /** Signs in as the owner of the database. */
  url: string;
  port: number;
  /** Stops it as a crash would, and starts it again on the same port. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}

export function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres>;
