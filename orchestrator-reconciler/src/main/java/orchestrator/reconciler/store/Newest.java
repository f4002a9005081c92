package orchestrator.reconciler.store;

/**
 * The newest change of the whole store, as a server told it. Only good for comparing: as long as two
 * are the same, nothing at all was written between the moments they were told. One that is told
 * later may have a lower number, by a server that lags, and is another then, as the connection is.
 *
 * @param connection of a client to a server, never the same again for the next one; where it had to be
 *                   asked for, the session, in which no server may lag behind what was answered
 * @param change     its number
 */
public record Newest(long connection, long change) {}
