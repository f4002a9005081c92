package orchestrator.reconciler.wiring;

public final class UpProcess implements Foreground.Work {
    public static void runUntilTold(StateDirectory directory, UpWish wish) {
        throw new UnsupportedOperationException();
    }
    @Override
    public void close() {}
}
