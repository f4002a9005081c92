/**
 * How a project follows a file of a repository: what a look at the branch, the records of the
 * connection and the revisions of the project together ask for. Decided anew at every look; what
 * cannot be derived is the state that goes in and comes out.
 */
package orchestrator.core.git;
