package orchestrator.cli.command;

import java.util.List;
import java.util.Optional;

/** What to say to a person who wants to run something in a container by hand. */
final class NoShell {
    private static final List<String> WORDS = List.of("exec", "attach", "shell", "ssh");

    private NoShell() {}

    /**
     * How it is done, when that is what a word means.
     *
     * @param rest what was typed behind it: {@code lamp-1/apache-1 sh}
     */
    static Optional<Failure> of(String word, List<String> rest) {
        if (!WORDS.contains(word)) {
            return Optional.empty();
        }
        Optional<String> address = rest.stream().filter(AddressArgument::isLike).findFirst();
        return Optional.of(Failure.wrongInput("there is no command \"" + word
                + "\": docker exec runs something in a container",
                "orch why " + address.orElse("ADDRESS") + " says on which node it is; there: "
                        + "docker ps -f name=" + address.map(NoShell::inName).orElse("orch")
                        + ", then docker exec -it NAME sh"));
    }

    /** The part of an address that is in the name of its container, as it is there. */
    private static String inName(String address) {
        return address.substring(address.indexOf(':') + 1).replace('/', '-');
    }
}
