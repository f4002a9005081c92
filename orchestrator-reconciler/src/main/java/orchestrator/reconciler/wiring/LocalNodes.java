package orchestrator.reconciler.wiring;

final class LocalNodes implements Foreground.Work {
    LocalNodes(StateDirectory directory, UpRecord record, String address) {}

    void start() {
        throw new UnsupportedOperationException("the agent is not wired yet");
    }

    boolean areReady() {
        return false;
    }

    @Override
    public void close() {}
}
