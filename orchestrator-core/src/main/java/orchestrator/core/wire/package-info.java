/**
 * The stored form of every record: small ones as JSON, the two bulk ones (assignment, status) as
 * tables of our own. The only user of Jackson. Every record carries a format number; a record of a
 * newer format is refused with a typed error, never half read.
 */
package orchestrator.core.wire;
