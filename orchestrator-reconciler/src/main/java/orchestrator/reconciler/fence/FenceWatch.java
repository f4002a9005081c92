package orchestrator.reconciler.fence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import orchestrator.core.model.LeaseTerms;
import orchestrator.reconciler.fence.FenceFile.Content;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look of the fencer after the other. A permission that is torn, gone or of another boot is
 * doubt: what was last understood stands, and it ends.
 */
final class FenceWatch {
    private static final Logger LOG = LoggerFactory.getLogger(FenceWatch.class);
    /** After so long without a permission and without a process nobody is left to be fenced. */
    private static final Duration ABANDONED = Duration.ofMinutes(10);

    private final Processes processes;
    private final String boot;
    private final Predicate<List<String>> allowed;
    private final SeldomSaid killing = new SeldomSaid();
    private boolean refused;
    private final Set<Long> asked = new TreeSet<>();
    private Optional<Permission> known = Optional.empty();
    private Optional<Boolean> closed = Optional.empty();
    private Duration lastNeeded = Duration.ZERO;

    /** {@code allowed} tells which control groups a permission may name. */
    FenceWatch(Processes processes, String boot, Predicate<List<String>> allowed) {
        this.processes = processes;
        this.boot = boot;
        this.allowed = allowed;
    }

    /** Does what is due at {@code now}; empty when the fencer is not needed any more. */
    Optional<Heartbeat> look(Content content, Duration now) {
        take(content, now);
        Permission permission = known.orElseThrow();
        if (!permission.needed()) {
            open(false, permission);
            processes.remove(permission.groups());
            return Optional.empty();
        }
        Duration left = permission.deadline().minus(now);
        boolean kills = left.compareTo(LeaseTerms.KILL_BEFORE) <= 0;
        open(kills, permission);
        int there = processes.count(permission.groups());
        if (kills && there > 0) {
            if (killing.isDue(now)) {
                LOG.warn("the lease is over: {} processes are killed", there);
            }
            processes.killAll(permission.groups());
        } else if (!kills && left.compareTo(LeaseTerms.STOP_BEFORE) <= 0) {
            processes.firsts(permission.groups()).stream().filter(asked::add).forEach(first -> {
                LOG.warn("the lease ends in {}: process {} is asked to stop", left, first);
                processes.ask(first);
            });
        }
        lastNeeded = there > 0 || !kills ? now : lastNeeded;
        return now.minus(lastNeeded).compareTo(ABANDONED) > 0
                ? Optional.empty()
                : Optional.of(new Heartbeat(boot, now, permission.deadline(), there,
                        processes.trouble()));
    }

    private void take(Content content, Duration now) {
        Optional<Permission> read = content instanceof Content.Whole(List<String> lines)
                ? Permission.parse(lines).filter(each -> each.boot().equals(boot))
                        .filter(this::isAllowed)
                : Optional.empty();
        if (read.isPresent() && !read.equals(known)) {
            if (known.isEmpty() || !known.get().deadline().equals(read.get().deadline())) {
                asked.clear();
            }
            known = read;
            lastNeeded = now;
        }
        if (known.isEmpty()) {
            LOG.warn("there is no permission that can be read: nothing may run");
            known = Optional.of(new Permission(boot, now, true, List.of()));
        }
    }

    private boolean isAllowed(Permission read) {
        boolean same = known.filter(each -> each.groups().equals(read.groups())).isPresent();
        if (same || allowed.test(read.groups())) {
            return true;
        }
        if (!refused) {
            refused = true;
            LOG.error("a permission names control groups that are not its own, and is refused: {}",
                    read.groups());
        }
        return false;
    }

    /** Written only when it changes, or while groups may come to be that are not closed yet. */
    private void open(boolean close, Permission permission) {
        if (close || !closed.equals(Optional.of(false))) {
            processes.close(permission.groups(), close);
        }
        if (close && closed.equals(Optional.of(false))) {
            LOG.warn("the lease is over");
        }
        if (!close) {
            killing.over();
        }
        closed = Optional.of(close);
    }
}
