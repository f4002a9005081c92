package orchestrator.cli.endtoend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import orchestrator.reconciler.testhosts.HostCommand;
import orchestrator.reconciler.testhosts.ThreeHosts;

/** The guestbook of the example, asked over the network by a machine that is no node. */
record Guestbook(ThreeHosts hosts) {
    private static final int SECONDS_EACH = 10;

    /** One answer: its status (0 when there was none) and the copy that gave it. */
    record Answer(int status, String copy, String body) {}

    /** Asks {@code url} a number of times over one connection after the other. */
    List<Answer> get(String url, int times) {
        List<Answer> answers = new ArrayList<>();
        List<String> command = new ArrayList<>(curl());
        // a range makes one process ask many times, which is far quicker than many processes
        command.add(url + "?[1-" + times + "]");
        for (String answer : ask(command, times).split("\u0001")) {
            if (!answer.isBlank()) {
                answers.add(parse(answer));
            }
        }
        return answers;
    }

    Answer get(String url) {
        List<String> command = new ArrayList<>(curl());
        command.add(url);
        return parse(ask(command, 1).replace("\u0001", ""));
    }

    Answer post(String url, String text) {
        List<String> command = new ArrayList<>(curl());
        command.addAll(List.of("--data-urlencode", "text=" + text, url));
        return parse(ask(command, 1).replace("\u0001", ""));
    }

    private static List<String> curl() {
        return List.of("curl", "-s", "-i", "--no-keepalive", "--max-time",
                Integer.toString(SECONDS_EACH), "-w", "\u0001");
    }

    private String ask(List<String> command, int times) {
        HostCommand.Result result = hosts.asClient(Duration.ofSeconds(30 + times), command);
        return result.output();
    }

    private static Answer parse(String text) {
        String head = text.lines().findFirst().orElse("");
        int status = head.matches("HTTP/\\S+ \\d+.*") ? Integer.parseInt(head.split(" ")[1]) : 0;
        String copy = text.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("x-copy:"))
                .map(line -> line.substring("x-copy:".length()).strip())
                .findFirst()
                .orElse("");
        return new Answer(status, copy, text);
    }
}
