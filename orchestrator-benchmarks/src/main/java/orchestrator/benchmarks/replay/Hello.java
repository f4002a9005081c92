package orchestrator.benchmarks.replay;

/** The least a JVM can do: what every command is measured against. */
final class Hello {
    private Hello() {}

    /** Says so. */
    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
