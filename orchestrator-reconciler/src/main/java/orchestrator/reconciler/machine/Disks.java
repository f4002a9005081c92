package orchestrator.reconciler.machine;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import orchestrator.reconciler.doctor.MachineFacts.Disk;
import orchestrator.reconciler.doctor.Seen;

/** The room there is where something lies, or will lie. */
public final class Disks {
    private Disks() {}

    /**
     * A place that needs room.
     *
     * @param use   what it is for
     * @param write true when this person must be able to write there
     */
    public record Place(String use, Path path, boolean write) {}

    /** The room at these places; those on one disk are told as one. */
    public static List<Seen<Disk>> of(List<Place> places) {
        Map<Object, List<Place>> disks = new LinkedHashMap<>();
        List<Seen<Disk>> seen = new ArrayList<>();
        for (Place place : places) {
            try {
                disks.computeIfAbsent(Files.getAttribute(existing(place.path()), "unix:dev"),
                        _ -> new ArrayList<>()).add(place);
            } catch (IOException | UnsupportedOperationException e) {
                seen.add(Seen.not(place.path() + " cannot be read"));
            }
        }
        disks.values().forEach(each -> seen.add(room(each)));
        return seen;
    }

    private static Seen<Disk> room(List<Place> places) {
        Path path = existing(places.getFirst().path());
        try {
            FileStore store = Files.getFileStore(path);
            boolean writable = places.stream().filter(Place::write)
                    .allMatch(each -> Files.isWritable(existing(each.path())));
            return Seen.of(new Disk(
                    places.stream().map(Place::use).distinct()
                            .collect(Collectors.joining(" and ")),
                    places.getFirst().path().toString(), store.getUsableSpace(),
                    store.getTotalSpace(), writable));
        } catch (IOException e) {
            return Seen.not(path + " cannot be read");
        }
    }

    /** The place itself, or where it will be made. */
    private static Path existing(Path path) {
        Path here = path.toAbsolutePath();
        while (!Files.exists(here) && here.getParent() != null) {
            here = here.getParent();
        }
        return here;
    }
}
