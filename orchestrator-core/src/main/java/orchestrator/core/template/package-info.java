/**
 * Templates of config files: what names one uses, whether they exist, and its text once rendered.
 * The only user of the Mustache library.
 */
package orchestrator.core.template;
