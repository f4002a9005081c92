package orchestrator.cli.endtoend;

/**
 * One request of the load and what came of it; as a line of text it is told from process to process.
 *
 * @param startedAt milliseconds of the clock all processes of this machine share
 * @param second    answered, or not, at the second address
 * @param detail    who answered, or what went wrong
 */
record LoadRequest(long startedAt, long millis, String method, boolean second, boolean ok,
        String detail) {
    private static final String SEPARATOR = "\t";
    private static final int FIELDS = 6;

    String line() {
        return String.join(SEPARATOR, Long.toString(startedAt), Long.toString(millis), method,
                Boolean.toString(second), Boolean.toString(ok), detail.replaceAll("\\s+", " "));
    }

    static LoadRequest of(String line) {
        String[] fields = line.split(SEPARATOR, FIELDS);
        return new LoadRequest(Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2],
                Boolean.parseBoolean(fields[3]), Boolean.parseBoolean(fields[4]), fields[5]);
    }
}
