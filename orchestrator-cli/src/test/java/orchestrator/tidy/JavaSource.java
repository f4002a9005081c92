package orchestrator.tidy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A Java file as the compiler's own parser sees it.
 *
 * @param texts every text literal, in the order of the file
 */
record JavaSource(String name, List<Method> methods, List<String> texts) {
    /** A method with its lines of code: without its comment, and a text block counts as one. */
    record Method(String name, long lines) {}

    /** All in one run of the compiler: a run for each file takes a hundred times as long. */
    static List<JavaSource> parse(List<SourceFile> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of(), null,
                files.stream().map(TextObject::new).toList());
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<JavaSource> sources = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                String name = unit.getSourceFile().toUri().getPath().substring(1);
                JavaSource source = new JavaSource(name, new ArrayList<>(), new ArrayList<>());
                source.read(unit, positions);
                sources.add(source);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return sources;
    }

    private void read(CompilationUnitTree unit, SourcePositions positions) {
        LineMap lines = unit.getLineMap();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                long end = positions.getEndPosition(unit, method);
                if (end >= 0) {
                    methods.add(new Method(method.getName().toString(),
                            1 + span(method) - textLines(method)));
                }
                return super.visitMethod(method, nothing);
            }

            private long span(Tree tree) {
                return lines.getLineNumber(positions.getEndPosition(unit, tree))
                        - lines.getLineNumber(positions.getStartPosition(unit, tree));
            }

            private long textLines(MethodTree method) {
                long[] sum = {0};
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitLiteral(LiteralTree literal, Void nothing) {
                        sum[0] += span(literal);
                        return null;
                    }
                }.scan(method, null);
                return sum[0];
            }

            @Override
            public Void visitLiteral(LiteralTree literal, Void nothing) {
                if (literal.getValue() instanceof String text) {
                    texts.add(text);
                }
                return super.visitLiteral(literal, nothing);
            }
        }.scan(unit, null);
    }

    private static final class TextObject extends SimpleJavaFileObject {
        private final SourceFile file;

        TextObject(SourceFile file) {
            super(URI.create("string:///" + file.name()), JavaFileObject.Kind.SOURCE);
            this.file = file;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return file.text();
        }
    }
}
