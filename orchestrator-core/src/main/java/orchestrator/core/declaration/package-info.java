/**
 * From the text of a file to what it means: {@code DeclarationParser} reads YAML into a
 * {@code Declaration} whose values know their line and column, {@code Resolver} checks every name
 * in it and fills in the defaults. All problems of a file are found in one run. The only user of
 * SnakeYAML, of which only the node tree is used: scalars are typed by the key that holds them.
 */
package orchestrator.core.declaration;
