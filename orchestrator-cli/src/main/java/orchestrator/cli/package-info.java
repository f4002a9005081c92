/** The program a person calls: {@code orch VERB …}. */
package orchestrator.cli;
