package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;

/** What becomes of the services that a plan starts or changes when a node of theirs dies. */
final class NodeDeath {
    /** Who may not simply start elsewhere, as it decides what a person has to do. */
    private enum Fate {
        DATA(" for it: its data is there"),
        KEEP(" until it is back or you say " + NodeDeath.CONFIRM),
        LEASE(" elsewhere after about 25s");

        private final String text;

        Fate(String text) {
            this.text = text;
        }

        String verb(boolean one) {
            return (this == LEASE ? "run" : "wait") + (one ? "s" : "");
        }
    }

    private static final String CONFIRM = "orch node confirm-dead NODE";
    private static final Set<Fate> ALL = EnumSet.allOf(Fate.class);

    private NodeDeath() {}

    /**
     * A sentence per fate; nothing of services that just start elsewhere, and nothing of data where
     * the verdict below tells what waits for it.
     */
    static List<Line> of(PlanView plan, Look look) {
        List<Line> lines = new ArrayList<>();
        boolean told = plan.survival().losses().size() > 1 && plan.holds().stream()
                .noneMatch(hold -> hold.reason().code() == ReasonCode.NO_NODE_FITS);
        sentences(plan, told ? EnumSet.complementOf(EnumSet.of(Fate.DATA)) : ALL)
                .forEach(text -> lines.addAll(lines(text, look)));
        return lines;
    }

    /** A command stands in a line of its own, to be copied from there. */
    private static List<Line> lines(String text, Look look) {
        int command = text.indexOf(CONFIRM);
        if (command < 0 || Printable.width(text) <= look.width()) {
            return Wrap.under(text, 2, look.width());
        }
        List<Line> lines = new ArrayList<>(Wrap.under(
                text.substring(0, command).stripTrailing() + ":", 2, look.width()));
        lines.addAll(Wrap.under("    " + CONFIRM, 4, look.width()));
        return lines;
    }

    /** Those of which it is told that they wait for the word of a person. */
    static SortedSet<ServiceName> kept(PlanView plan) {
        SortedSet<ServiceName> kept = concerned(plan);
        kept.removeIf(name -> plan.project().service(name)
                .filter(service -> fates(service).contains(Fate.KEEP)).isEmpty());
        return kept;
    }

    /** {@code When its node dies, mysql waits for it: its data is there.} */
    static List<String> sentences(PlanView plan) {
        return sentences(plan, ALL);
    }

    private static List<String> sentences(PlanView plan, Set<Fate> wanted) {
        SortedMap<Fate, List<String>> fates = new TreeMap<>();
        for (ServiceName name : concerned(plan)) {
            plan.project().service(name).ifPresent(service -> fates(service).forEach(
                    fate -> fates.computeIfAbsent(fate, _ -> new ArrayList<>())
                            .add(name.value())));
        }
        List<String> sentences = new ArrayList<>();
        fates.keySet().retainAll(wanted);
        fates.forEach((fate, names) -> sentences.add("When its node dies, " + Words.list(names)
                + " " + fate.verb(names.size() == 1) + fate.text + "."));
        return sentences;
    }

    /** Where its data is it stays, whatever else is said of it. */
    private static List<Fate> fates(ServiceSpec service) {
        if (service.container().staysWithData()) {
            return List.of(Fate.DATA);
        }
        return switch (service.exclusive()) {
            case NO -> List.of();
            case KEEP -> List.of(Fate.KEEP);
            case LEASE -> List.of(Fate.LEASE);
        };
    }

    private static SortedSet<ServiceName> concerned(PlanView plan) {
        SortedSet<ServiceName> names = new TreeSet<>(plan.difference().services().keySet());
        for (InstanceChange change : plan.changes()) {
            switch (change.kind()) {
                case STARTS, REPLACED, MOVES -> names.add(change.id().service());
                case STOPS, ADJUSTED -> {
                    // What stops has no node to lose, and what stays is as it was.
                }
            }
        }
        return names;
    }
}
