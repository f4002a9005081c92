package orchestrator.reconciler.doctor;

import java.time.Duration;

import orchestrator.reconciler.runtime.EngineDetails;

/** Whether there is a container engine to work with; {@code host} is as in {@code DOCKER_HOST}. */
public sealed interface EngineState {
    String host();

    /** It answers. */
    record Answering(String host, EngineDetails details, Duration took) implements EngineState {}

    /** Nothing is there; {@code installed} when its program is on this machine all the same. */
    record Absent(String host, boolean installed) implements EngineState {}

    /** This person may not speak to it. */
    record Denied(String host) implements EngineState {}

    /** Somebody listens there, and does not answer. */
    record Silent(String host, Duration waited) implements EngineState {}

    /** It answers with something that is of no use. */
    record Broken(String host, String why) implements EngineState {}
}
