package orchestrator.core.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the leader says of its latest plan: one small record, rewritten when it changes.
 *
 * @param leader      name of the server that leads
 * @param holds       what it does not do yet, at most {@link #MAX_HOLDS}
 * @param silentNodes nodes without a session and since when the leader has missed them
 * @param brake       present while nothing is moved because too many nodes vanished, or nothing is
 *                    changed at all because the store cannot be read whole
 * @param version     of the program that leads; empty from one that did not tell yet
 */
public record LeaderReport(String leader, int epoch, Instant at, List<HeldInstance> holds,
        SortedMap<NodeName, Instant> silentNodes, Optional<Reason> brake,
        Optional<String> version) {
    public static final int MAX_HOLDS = 2000;

    /** One that does not tell its version. */
    public LeaderReport(String leader, int epoch, Instant at, List<HeldInstance> holds,
            SortedMap<NodeName, Instant> silentNodes, Optional<Reason> brake) {
        this(leader, epoch, at, holds, silentNodes, brake, Optional.empty());
    }
}
