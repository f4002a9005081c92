/**
 * The nouns: names, specs, assignments, statuses, reasons. Records, enums and sealed interfaces
 * only; no behaviour beyond checks, parsing and formatting of the value itself. Everybody may use
 * this package; it uses nothing. Every list in it keeps its order, every map is sorted, so that
 * equal values also look equal.
 */
package orchestrator.core.model;
