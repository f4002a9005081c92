package orchestrator.reconciler.agent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SpecHash;
import orchestrator.core.state.PlacementKey;
import orchestrator.core.state.PlacementMemory;
import orchestrator.core.wire.RecordCodec;
import orchestrator.core.wire.UnreadableRecordException;
import orchestrator.reconciler.disk.Disk;
import orchestrator.reconciler.disk.WholeFiles;
import orchestrator.reconciler.runtime.MachineMarks;

/**
 * What a node needs to bring back its containers while the store is away: its last assignment with
 * the specs and sealed secrets of it, how far it had got, and what lies in its containers' files.
 */
final class LocalCopy {
    private static final String WATERMARK = "watermark";
    private static final String ASSIGNMENT = "assignment";
    private static final String PLACEMENTS = "placements";
    private static final String MACHINE = "machine";
    private static final String SPEC = "spec-";
    private static final Optional<String> DAMAGED = Optional.of("is damaged");
    private static final String SECRET = "secret-";

    private final WholeFiles files;

    LocalCopy(Disk disk) {
        files = new WholeFiles(disk);
    }

    /**
     * All that was found. A spec, a secret or the notes that are damaged count as never saved: the
     * store has them.
     *
     * @param lost    present when it cannot be told any more which assignment was acted on last, and
     *                why, said of what this node remembers
     * @param machine on which it was last known to be right; empty when that was not noted
     */
    record Found(Optional<Watermark> watermark, Optional<NodeAssignment> assignment,
            Knowledge knowledge, SortedMap<PlacementKey, PlacementMemory> memories,
            Optional<String> lost,
            Optional<MachineMarks> machine) {
        /** Before any, one without a cluster: it names no container. */
        NodeAssignment lastAssignment() {
            return assignment.orElseGet(() -> NodeAssignment.none(watermark
                    .map(Watermark::cluster).orElse(new ClusterId(""))));
        }
    }

    /** A file that was understood, was not there, or could not be had. */
    private record Piece<T>(Optional<T> value, Optional<String> lost) {}

    Found load(Instant now) {
        Piece<Watermark> watermark = piece(WATERMARK,
                bytes -> Watermark.parse(WholeFiles.text(bytes)));
        Piece<NodeAssignment> assignment = piece(ASSIGNMENT, decoder(NodeAssignment.class));
        Optional<String> lost = watermark.lost()
                .or(() -> assignment.lost().filter(_ -> watermark.value().isEmpty()));
        SortedMap<PlacementKey, PlacementMemory> memories = piece(PLACEMENTS,
                bytes -> PlacementNotes.read(WholeFiles.text(bytes), now)).value()
                .orElseGet(TreeMap::new);
        return new Found(watermark.value(), assignment.value(), knowledge(), memories, lost,
                piece(MACHINE, bytes -> MachineMarks.parse(WholeFiles.text(bytes))).value());
    }

    /** Everything of an assignment, before it is acted on. */
    void save(Watermark watermark, NodeAssignment assignment, Knowledge knowledge) {
        keep(SPEC, knowledge.specs(), SpecHash::value);
        keep(SECRET, knowledge.secrets(), LocalCopy::fileName);
        files.write(ASSIGNMENT, RecordCodec.encode(assignment));
        files.write(WATERMARK, watermark.toText().getBytes(StandardCharsets.UTF_8));
    }

    /** That what is kept here is this machine's, by what the store says. */
    void saveMachine(MachineMarks machine) {
        if (!machine.values().isEmpty()) {
            writeIfNew(MACHINE, machine.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** @param notes as {@link PlacementNotes#text} wrote them */
    void savePlacements(String notes) {
        files.write(PLACEMENTS, notes.getBytes(StandardCharsets.UTF_8));
    }

    private <K, V> void keep(String prefix, SortedMap<K, V> values,
            Function<K, String> name) {
        values.forEach((key, value) -> writeIfNew(prefix + name.apply(key),
                RecordCodec.encode(value)));
        Set<String> names = values.keySet().stream().map(key -> prefix + name.apply(key))
                .collect(Collectors.toSet());
        files.keepOnly(prefix, names);
    }

    private void writeIfNew(String name, byte[] bytes) {
        boolean same = files.read(name) instanceof WholeFiles.Content.Whole(byte[] old)
                && Arrays.equals(old, bytes);
        if (!same) {
            files.write(name, bytes);
        }
    }

    private static String fileName(SecretId id) {
        return id.project() + "." + id.scope() + "." + id.name();
    }

    private Knowledge knowledge() {
        SortedMap<SpecHash, ContainerSpec> specs = new TreeMap<>();
        each(SPEC, ContainerSpec.class,
                (name, spec) -> specs.put(new SpecHash(name.substring(SPEC.length())), spec));
        SortedMap<SecretId, SealedSecret> secrets = new TreeMap<>();
        each(SECRET, SealedSecret.class, (_, sealed) -> secrets.put(sealed.id(), sealed));
        return new Knowledge(specs, secrets);
    }

    private <T> void each(String prefix, Class<T> type, BiConsumer<String, T> found) {
        files.names(prefix).forEach(name -> piece(name, decoder(type)).value()
                .ifPresent(it -> found.accept(name, it)));
    }

    private static <T> Function<byte[], Optional<T>> decoder(Class<T> type) {
        return bytes -> {
            try {
                return Optional.of(RecordCodec.decode(type, bytes));
            } catch (UnreadableRecordException e) {
                return Optional.empty();
            }
        };
    }

    /** @param parser gives nothing when the bytes are not what they should be */
    private <T> Piece<T> piece(String name, Function<byte[], Optional<T>> parser) {
        return switch (files.read(name)) {
            case WholeFiles.Content.Whole(byte[] bytes) -> {
                Optional<T> parsed = parser.apply(bytes);
                yield new Piece<>(parsed, parsed.isEmpty() ? DAMAGED : Optional.empty());
            }
            case WholeFiles.Content.Missing() -> new Piece<>(Optional.empty(), Optional.empty());
            case WholeFiles.Content.Torn() -> new Piece<>(Optional.empty(), DAMAGED);
            case WholeFiles.Content.Refused(String why) ->
                new Piece<>(Optional.empty(), Optional.of("cannot be read (" + why + ")"));
        };
    }
}
