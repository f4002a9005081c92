/** How a table is asked for and printed: options, columns, conditions, the rates of others. */
package orchestrator.benchmarks.table;
