/**
 * Scheduler, planner and codec, in memory and in one thread: what JMH measures, what has to be
 * counted rather than timed, and the tables of both.
 */
package orchestrator.benchmarks.core;
