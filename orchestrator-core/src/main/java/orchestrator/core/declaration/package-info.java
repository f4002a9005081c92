/**
 * From the text of a file to what it means: {@code DeclarationParser} reads YAML into a
 * {@code Declaration} whose values know their line and column, {@code Resolver} checks every name
 * in it and fills in the defaults. All problems of a file are found in one run. The only user of
 * SnakeYAML, of which only the events are used: scalars are typed by the key that holds them, and
 * the limits hold before a tree is built.
 */
package orchestrator.core.declaration;
