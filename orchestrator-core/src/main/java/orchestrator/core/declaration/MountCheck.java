package orchestrator.core.declaration;

import java.util.Map;
import java.util.TreeMap;

import orchestrator.core.declaration.ServiceDeclaration.FileEntry;
import orchestrator.core.declaration.ServiceDeclaration.Volume;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.model.ServiceSpec.Update.Order;

/** Checks what a service has in its container, and rules that cannot both be kept. */
final class MountCheck {
    private final Problems problems;

    MountCheck(Problems problems) {
        this.problems = problems;
    }

    void check(ServiceDeclaration service) {
        volumesOnce(service);
        filesApart(service);
        reload(service);
        startFirst(service);
    }

    private void volumesOnce(ServiceDeclaration service) {
        Map<String, Volume> byName = new TreeMap<>();
        for (Volume volume : service.volumes()) {
            Volume other = byName.putIfAbsent(volume.name().value(), volume);
            if (other != null) {
                problems.add(ProblemCode.PATH_CLASH, volume.name().mark(), "volume \""
                        + volume.name().value() + "\" is mounted twice",
                        "first on line "
                                + other.name().mark().line() + "; give each its own name");
            }
        }
    }

    private void filesApart(ServiceDeclaration service) {
        for (FileEntry file : service.files()) {
            String path = file.path().value();
            service.volumes().stream().map(Volume::path)
                    .filter(volume -> isWithin(volume.value(), path)).findFirst()
                    .ifPresent(volume -> clash(file.path(), "is a volume or holds one", volume));
            service.files().stream().map(FileEntry::path)
                    .filter(other -> !other.value().equals(path) && isWithin(other.value(), path))
                    .findFirst()
                    .ifPresent(other -> clash(file.path(), "is also the folder of a file", other));
        }
    }

    private static boolean isWithin(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    private void clash(Marked<String> file, String how, Marked<String> other) {
        problems.add(ProblemCode.PATH_CLASH, file.mark(), VisibleText.quoted(file.value()) + " "
                + how, "see line " + other.mark().line());
    }

    private void reload(ServiceDeclaration service) {
        if (service.reload().isPresent() && service.files().isEmpty()
                && service.isReadable("files")) {
            problems.add(ProblemCode.CONTRADICTION, service.reload().get().mark(),
                    "reload tells a container that its files changed, and there are none",
                    "add files, or remove it");
        }
    }

    private void startFirst(ServiceDeclaration service) {
        boolean startFirst = service.update().update().order()
                .filter(order -> order == Order.START_FIRST).isPresent();
        boolean alone = service.exclusive()
                .filter(exclusive -> exclusive.value() != Exclusive.NO).isPresent();
        if (startFirst && (alone || service.staysWithData())) {
            problems.add(ProblemCode.CONTRADICTION, service.update().order().orElseThrow(),
                    alone
                            ? "start-first runs two at a time, which \"exclusive\" forbids"
                            : "start-first would run two on the same volume",
                    "write stop-first");
        }
    }
}
