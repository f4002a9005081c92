package orchestrator.cli.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.reconciler.zookeeper.TransactionLog.Kind;
import orchestrator.reconciler.zookeeper.TransactionLog.Operation;
import orchestrator.reconciler.zookeeper.TransactionLog.Transaction;

/**
 * The terms of office that the ensemble's log tells of, and whether every write of a leader was made
 * in its own term: the truth about fencing.
 *
 * @param refused fenced writes that the ensemble refused because a later term had begun
 * @param wrong   what must never happen and did, for people; empty when all is well
 */
record Terms(List<Term> all, int refused, List<String> wrong) {
    private static final String EPOCH = "/leadership/epoch";
    private static final String LEADER = "/leadership/leader";
    private static final int BAD_VERSION = -103;
    private static final List<String> OF_THE_LEADER = List.of("/assignments/", "/specs/",
            "/rollouts/", "/leadership/report");

    /**
     * One term.
     *
     * @param server     the number of the server that leads
     * @param begun      when the epoch was raised, in milliseconds of the machine's clock
     * @param firstWrite when its first fenced write was made; {@link Long#MAX_VALUE} before
     */
    record Term(int version, int server, long session, long begun, long firstWrite) {
        private Term wrote(long at) {
            return new Term(version, server, session, begun, Math.min(firstWrite, at));
        }
    }

    static Terms of(List<Transaction> log) {
        Reading reading = new Reading();
        log.forEach(reading::take);
        return new Terms(List.copyOf(reading.terms), reading.refused, List.copyOf(reading.wrong));
    }

    Term last() {
        return all.getLast();
    }

    /** The first term after that moment with a write in it. */
    Optional<Term> wroteFirstAfter(Term before) {
        return all.stream().filter(each -> each.version() > before.version()
                && each.firstWrite() < Long.MAX_VALUE).findFirst();
    }

    private static final class Reading {
        private final List<Term> terms = new ArrayList<>();
        private final List<String> wrong = new ArrayList<>();
        private int refused;
        private final Map<Long, Integer> servers = new TreeMap<>();

        void take(Transaction it) {
            if (it.isRefused()) {
                // the check of the epoch is the first part of every fenced write
                refused += it.operations().getFirst().version() == BAD_VERSION ? 1 : 0;
                return;
            }
            it.on(Kind.CREATE, LEADER).forEach(each -> servers.put(it.session(), number(each)));
            OptionalInt checked = it.on(Kind.CHECK, EPOCH).mapToInt(Operation::version)
                    .findFirst();
            checked.ifPresent(version -> fenced(it, version));
            if (checked.isEmpty() && servers.containsKey(it.session())) {
                it.operations().stream().filter(Reading::isOfTheLeader).forEach(each -> wrong.add(
                        "write of " + each.path() + " without a check of the epoch, " + it.at()));
            }
            Stream.concat(it.on(Kind.CREATE, EPOCH), it.on(Kind.UPDATE, EPOCH)).forEach(
                    each -> begun(it, each.version()));
        }

        private static boolean isOfTheLeader(Operation operation) {
            return operation.kind() != Kind.CHECK
                    && OF_THE_LEADER.stream().anyMatch(operation.path()::startsWith);
        }

        private static int number(Operation leader) {
            String name = new String(leader.data(), StandardCharsets.UTF_8).split(" ")[0];
            return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
        }

        private void begun(Transaction it, int version) {
            if (!terms.isEmpty() && terms.getLast().version() >= version) {
                wrong.add("the epoch went from " + terms.getLast().version() + " to " + version);
            }
            terms.add(new Term(version, servers.getOrDefault(it.session(), 0), it.session(),
                    it.at(), Long.MAX_VALUE));
        }

        private void fenced(Transaction it, int version) {
            Term now = terms.getLast();
            if (version != now.version() || it.session() != now.session()) {
                wrong.add("a write with epoch " + version + " of session " + it.session()
                        + " in the term " + now);
            }
            terms.set(terms.size() - 1, now.wrote(it.at()));
        }
    }
}
