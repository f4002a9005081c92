package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import orchestrator.cli.render.InstanceChange.Kind;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.plan.Hold;

/** {@code orch plan --without NODE} and {@code --with N}. */
public final class WhatIfScreen {
    /** Reasons that end when the node is back. */
    private static final Set<ReasonCode> UNTIL_BACK = EnumSet.of(ReasonCode.WAITS_FOR_DATA,
            ReasonCode.WAITS_FOR_PROOF, ReasonCode.WAITS_FOR_READY);

    private final WhatIfView view;
    private final Look look;
    private final List<Line> lines = new ArrayList<>();
    private final Optional<ProjectName> only;
    private final int nameColumns;

    private WhatIfScreen(WhatIfView view, Look look) {
        this.view = view;
        this.look = look;
        this.only = view.onlyProject();
        nameColumns = Stream.concat(view.changes().stream().map(InstanceChange::id),
                view.holds().stream().map(Hold::instance))
                .mapToInt(id -> name(id).length()).max().orElse(0);
    }

    /** The answer, and that it was only a question. */
    public static List<Line> of(WhatIfView view, Look look) {
        WhatIfScreen screen = new WhatIfScreen(view, look);
        screen.lines.addAll(Wrap.paragraph(headline(view.question()), look.width()));
        screen.changes();
        screen.view.newHolds().forEach(screen::held);
        screen.view.stillHeld().forEach(screen::stillHeld);
        screen.lines.addAll(Wrap.paragraph((screen.verdict() + screen.another()).strip(),
                look.width()));
        screen.lines.add(Line.of("This was only a question: nothing was changed."));
        return screen.lines;
    }

    private static String headline(WhatIfView.Question question) {
        List<String> parts = new ArrayList<>();
        question.file().ifPresent(file -> parts.add("after the changes of " + file));
        if (!question.without().isEmpty()) {
            parts.add("without " + names(question.without()));
        }
        question.like().ifPresent(like -> parts.add("with " + added(question, like)));
        String text = String.join(", ", parts);
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1) + ":";
    }

    private static String added(WhatIfView.Question question, NodeRecord like) {
        int count = question.added().size();
        return Words.count(count, "more node") + " like " + like.name() + " ("
                + Words.resources(like.capacity()) + "), called " + (count <= 3
                        ? names(question.added())
                        : question.added().getFirst() + " to " + question.added().getLast())
                + " here";
    }

    private static String names(List<NodeName> nodes) {
        return Words.list(nodes.stream().map(NodeName::value).sorted(NaturalOrder.OF_NAMES)
                .toList());
    }

    private void changes() {
        view.of(Kind.STARTS).forEach(each -> row(Tone.GOOD, "+", each.id(),
                "starts on " + node(each.to())));
        view.of(Kind.MOVES).forEach(each -> row(Tone.MOVING, ">", each.id(),
                "moves " + node(each.from()) + " -> " + node(each.to())));
        view.of(Kind.REPLACED).forEach(each -> row(Tone.MOVING, "~", each.id(),
                "is replaced on " + node(each.to()) + ": " + each.reason().text()));
        view.of(Kind.STOPS).forEach(each -> row(Tone.BAD, "-", each.id(),
                "stops: " + each.reason().text()));
    }

    private static String node(Optional<NodeName> node) {
        return node.map(NodeName::value).orElse("");
    }

    private void held(Hold hold) {
        if (hold.reason().code() == ReasonCode.NODE_LOST) {
            row(Tone.PLAIN, "-", hold.instance(), "belongs to its node and is gone with it");
            return;
        }
        Optional<NodeName> data = Optional.of(hold)
                .filter(each -> each.reason().code() == ReasonCode.WAITS_FOR_DATA)
                .map(each -> view.running().get(each.instance()))
                .filter(view.question().without()::contains);
        if (data.isPresent()) {
            row(Tone.MOVING, look.symbol(Phase.WAITING), hold.instance(), "would wait for "
                    + data.get() + ": its data is there");
            return;
        }
        boolean homeless = hold.reason().code() == ReasonCode.NO_NODE_FITS;
        String nearest = BestRefusal.of(hold, List.of())
                .map(refusal -> " (" + refusal.node() + ": " + refusal.text() + ")").orElse("");
        row(homeless ? Tone.BAD : Tone.MOVING, look.symbol(Phase.WAITING), hold.instance(), homeless
                ? "would wait: no other node can take it" + nearest
                : waits("would wait", hold));
    }

    private void stillHeld(Hold hold) {
        row(Tone.PLAIN, look.symbol(Phase.WAITING), hold.instance(), waits("still waits", hold));
    }

    private static String waits(String verb, Hold hold) {
        // what to do about a node that is really lost comes after a semicolon
        String text = hold.reason().text().split(";", 2)[0];
        return text.startsWith("waits for ")
                ? verb + text.substring("waits".length())
                : verb + ": " + text;
    }

    private void row(Tone tone, String sign, InstanceId id, String text) {
        List<Line> all = new ArrayList<>(Wrap.hanging("  " + sign + " "
                + Printable.padded(name(id), nameColumns) + "  ", text, look.width()));
        all.set(0, all.getFirst().toned(tone, 2, sign.length()));
        lines.addAll(all);
    }

    private String name(InstanceId id) {
        return only.isPresent() ? id.address() : id.toString();
    }

    private String verdict() {
        int homeless = view.withoutPlace().size();
        int waiting = view.down().size();
        int starts = view.of(Kind.STARTS).size();
        List<String> sentences = new ArrayList<>();
        if (homeless > 0) {
            sentences.add("It would not all fit: " + Words.count(homeless, "instance")
                    + (homeless == 1 ? " finds" : " find") + " no other node.");
            if (waiting > 0) {
                sentences.add(Words.count(waiting, "instance") + " more would wait.");
            }
        } else if (waiting > 0) {
            sentences.add(view.missed() - waiting + " of " + view.missed() + " would run on. "
                    + down());
        } else if (!view.question().without().isEmpty()) {
            sentences.add("It would still fit.");
        }
        if (!view.question().added().isEmpty()) {
            sentences.add((starts == 0 ? "No instance" : Words.count(starts, "instance"))
                    + " more would run.");
        }
        if (view.changes().isEmpty() && view.newHolds().isEmpty()) {
            sentences.add("Nothing would change.");
        }
        return String.join(" ", sentences) + " ";
    }

    /** {@code 4 would be down until core-02 is back: the data they need is there.} */
    private String down() {
        Set<ReasonCode> why = EnumSet.noneOf(ReasonCode.class);
        view.down().forEach(hold -> why.add(hold.reason().code()));
        List<NodeName> lost = view.question().without();
        boolean one = view.down().size() == 1;
        String text = view.down().size() + " would be down";
        boolean proof = why.contains(ReasonCode.WAITS_FOR_PROOF);
        boolean returns = proof || why.contains(ReasonCode.WAITS_FOR_DATA);
        if (lost.isEmpty() || !returns || !UNTIL_BACK.containsAll(why)) {
            return text + ".";
        }
        String back = text + " until " + names(lost) + (lost.size() == 1 ? " is" : " are")
                + " back";
        if (proof) {
            return back + ".";
        }
        return back + (why.size() > 1
                ? ": the data they need is there."
                : one ? ": its data is there." : ": their data is there.");
    }

    /** What the loss of one node more would mean. */
    private String another() {
        String rest = SurvivalText.homeless(view.survival(), only);
        if (!view.survival().isSafe() || view.survival().losses().isEmpty()) {
            return rest.isEmpty()
                    ? ""
                    : "And then: " + rest.substring(0, 1).toLowerCase(
                            java.util.Locale.ROOT) + rest.substring(1);
        }
        return "After that it would still fit if any one node "
                + (view.question().without().isEmpty() ? "" : "more ") + "is lost.";
    }
}
