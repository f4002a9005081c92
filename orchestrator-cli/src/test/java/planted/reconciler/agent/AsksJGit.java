package planted.reconciler.agent;

import org.eclipse.jgit.lib.ObjectId;

/** Violates A5. */
public final class AsksJGit {
    Object object() {
        return ObjectId.zeroId();
    }
}
