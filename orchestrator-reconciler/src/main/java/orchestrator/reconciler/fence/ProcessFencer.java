package orchestrator.reconciler.fence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import orchestrator.reconciler.fence.FenceFile.Content;
import orchestrator.reconciler.runtime.Fencer;
import orchestrator.reconciler.runtime.FencerException;
import orchestrator.reconciler.runtime.LeaseGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fencer as its agent sees it: a process of its own for each node, reached through files. */
public final class ProcessFencer implements Fencer {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessFencer.class);
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration TO_START = Duration.ofSeconds(5);
    private static final Duration TO_TAKE_IN = Duration.ofSeconds(2);
    private static final int POLL_MILLIS = 20;

    private final Path directory;
    private final String boot;

    /** True on a machine whose processes can be fenced. */
    public static boolean isPossible() {
        return BootClock.isThere();
    }

    /** One whose files are where nobody else may look, in memory. */
    public static ProcessFencer onThisMachine() {
        return new ProcessFencer(FencePaths.directory());
    }

    ProcessFencer(Path directory) {
        this.directory = directory;
        this.boot = BootClock.boot();
    }

    @Override
    public Duration clock() {
        return BootClock.now();
    }

    @Override
    public String machine() {
        try {
            return boot + " " + Files.readAttributes(directory, BasicFileAttributes.class)
                    .fileKey();
        } catch (IOException e) {
            throw new FencerException("the directory of the fencer is gone: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Duration> permitted(LeaseGroup group) {
        return permission(FencePaths.of(directory, group)).filter(Permission::needed)
                .map(Permission::deadline);
    }

    @Override
    public Sight watch(LeaseGroup group) {
        FencePaths paths = FencePaths.of(directory, group);
        Optional<Heartbeat> beat = heartbeat(paths, _ -> true);
        if (beat.isEmpty()) {
            begin(paths, group);
            beat = await(paths, TO_START, _ -> true);
        }
        return beat.map(each -> new Sight(
                Optional.of(each.trouble()).filter(text -> !text.isEmpty()), each.processes()))
                .orElseGet(() -> new Sight(Optional.of(
                        "the fencer does not run, which would end it in time: see " + paths.log()),
                        0));
    }

    /** Without a permission from before nothing may run. */
    private void begin(FencePaths paths, LeaseGroup group) {
        if (permission(paths).filter(Permission::needed).isEmpty()) {
            write(paths, group, clock(), true);
        }
        try {
            LOG.info("a fencer begins for {}", group.node());
            FencerStart.begin(paths);
        } catch (IOException e) {
            throw new FencerException("the fencer cannot be started: " + e.getMessage(), e);
        }
    }

    @Override
    public void permit(LeaseGroup group, Duration deadline) {
        FencePaths paths = FencePaths.of(directory, group);
        Duration told = Duration.ofMillis(deadline.toMillis());
        write(paths, group, told, true);
        if (await(paths, TO_TAKE_IN, beat -> beat.deadline().equals(told)).isEmpty()) {
            throw new FencerException("the fencer does not take in what it is told", null);
        }
    }

    @Override
    public void release(LeaseGroup group) {
        write(FencePaths.of(directory, group), group, Duration.ZERO, false);
    }

    private void write(FencePaths paths, LeaseGroup group, Duration deadline, boolean needed) {
        try {
            FenceFile.write(paths.permission(),
                    new Permission(boot, deadline, needed, Cgroups.of(group)).toLines());
        } catch (IOException e) {
            throw new FencerException("the fencer cannot be told anything: " + e.getMessage(), e);
        }
    }

    private Optional<Permission> permission(FencePaths paths) {
        return FenceFile.read(paths.permission()) instanceof Content.Whole(List<String> lines)
                ? Permission.parse(lines).filter(each -> each.boot().equals(boot))
                : Optional.empty();
    }

    /** The last one, when it is fresh and as wanted. */
    private Optional<Heartbeat> heartbeat(FencePaths paths, Predicate<Heartbeat> wanted) {
        Optional<Heartbeat> beat = FenceFile
                .read(paths.heartbeat()) instanceof Content.Whole(List<String> lines)
                        ? Heartbeat.parse(lines)
                        : Optional.empty();
        Duration oldest = clock().minus(FRESH);
        return beat.filter(each -> each.boot().equals(boot)
                && each.at().compareTo(oldest) >= 0 && wanted.test(each));
    }

    private Optional<Heartbeat> await(FencePaths paths, Duration patience,
            Predicate<Heartbeat> wanted) {
        Duration until = clock().plus(patience);
        Optional<Heartbeat> beat = heartbeat(paths, wanted);
        while (beat.isEmpty() && clock().compareTo(until) < 0) {
            pause();
            beat = heartbeat(paths, wanted);
        }
        return beat;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FencerException("interrupted while the fencer was waited for", e);
        }
    }
}
