package orchestrator.reconciler.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets what happens in a simulation stand still in its middle while everything else goes on. One
 * baton: whoever holds it lets the next thing happen, on its own stack. What pauses there keeps its
 * stack and gives the baton to a fiber that is free, or a new one; so a thing that does not pause costs
 * nothing, and never do two run at one time.
 *
 * <p>A fiber is a virtual thread. One that is never resumed is referred to by nobody and goes with
 * the garbage, where the machine does not keep a list of virtual threads
 * ({@code -Djdk.trackAllThreads=false}).
 */
final class Fibers {
    private final BooleanSupplier next;
    private final Deque<Fiber> free = new ArrayDeque<>();
    private volatile Object holder = this;
    private volatile Thread caller;
    private Fiber running;
    private Throwable failure;
    private boolean closed;

    /** {@code next} lets one thing happen; it says false when there is none for now. */
    Fibers(BooleanSupplier next) {
        this.next = next;
    }

    /** One stack that things happen on. */
    final class Fiber implements Runnable {
        private Thread thread;

        @Override
        public void run() {
            while (!closed) {
                letThingsHappen();
                free.push(this);
                giveBack();
                await(this);
            }
            giveBack();
        }

        private void letThingsHappen() {
            try {
                running = this;
                while (next.getAsBoolean()) {
                    running = this;
                }
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                running = null;
            }
        }

        /** Goes on where it paused. Called by the holder, who becomes free and waits. */
        void resume() {
            Fiber self = running;
            free.push(self);
            Fibers.this.give(this);
            await(self);
            running = self;
        }

        private void wake() {
            if (thread == null) {
                thread = Thread.ofVirtual().unstarted(this);
                thread.start();
            } else {
                LockSupport.unpark(thread);
            }
        }
    }

    /** Lets things happen until {@code next} says there are none; called from outside only. */
    void drive() {
        if (running != null) {
            throw new IllegalStateException("time is let pass from within time: pause instead");
        }
        caller = Thread.currentThread();
        give(takeFree());
        while (holder != this) {
            LockSupport.park(this);
        }
        Throwable thrown = failure;
        failure = null;
        switch (thrown) {
            case null -> {
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(thrown);
        }
    }

    /** The fiber that calls, or an exception: outside of one nothing may stand still. */
    Fiber current() {
        if (!isWithin()) {
            throw new IllegalStateException("only what happens in simulated time may pause");
        }
        return running;
    }

    /** True when called by something that happens in simulated time. */
    boolean isWithin() {
        return running != null && running.thread == Thread.currentThread();
    }

    /** Stands still until somebody resumes this fiber, which may be never. */
    void stand() {
        Fiber self = current();
        give(takeFree());
        await(self);
        running = self;
    }

    /** Ends the threads that are free; those that stand still are forgotten. */
    void close() {
        closed = true;
        caller = Thread.currentThread();
        while (!free.isEmpty()) {
            give(free.pop());
            while (holder != this) {
                LockSupport.park(this);
            }
        }
    }

    private Fiber takeFree() {
        return free.isEmpty() ? new Fiber() : free.pop();
    }

    private void give(Fiber to) {
        running = null;
        holder = to;
        to.wake();
    }

    private void giveBack() {
        Thread waiting = caller;
        holder = this;
        LockSupport.unpark(waiting);
    }

    private void await(Fiber self) {
        while (holder != self) {
            LockSupport.park(this);
        }
    }
}
