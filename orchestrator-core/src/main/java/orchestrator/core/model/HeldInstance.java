package orchestrator.core.model;

import java.time.Instant;

/** What the leader's latest plan holds back, since when, as every screen shows it. */
public record HeldInstance(InstanceId instance, Reason reason, Instant since) {}
