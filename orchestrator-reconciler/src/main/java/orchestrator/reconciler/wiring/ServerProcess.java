package orchestrator.reconciler.wiring;

public final class ServerProcess implements Foreground.Work {
    public static ServerProcess start(ServerOptions options) {
        throw new UnsupportedOperationException();
    }
    @Override
    public void close() {}
}
