package orchestrator.reconciler.simulation.swarm;

import java.util.Locale;
import java.util.Random;

/** What a person wants of one project: the file of it, which changes as the run goes on. */
final class Wish {
    private static final int IMAGES = 4;

    private final String name;
    private final Kind kind;
    private final int most;
    private final int atOnce;
    private final int stableSeconds;
    private final boolean checked;
    private int count;
    private int image = 1;
    private int config = 1;

    /** What kinds of services there are. */
    enum Kind {
        PLAIN, STACK, EVERY_NODE, DATA, KEEP, LEASE, CONFIG
    }

    private Wish(String name, Kind kind, Random random, int most) {
        this.name = name;
        this.kind = kind;
        this.most = most;
        this.atOnce = 1 + random.nextInt(2);
        this.stableSeconds = random.nextInt(3);
        this.checked = random.nextInt(4) > 0;
        this.count = 1 + random.nextInt(most);
    }

    static Wish draw(Random random, int number, int most) {
        Kind[] kinds = Kind.values();
        Kind kind = kinds[random.nextInt(kinds.length)];
        int limit = switch (kind) {
            case KEEP, LEASE -> 1;
            case STACK -> Math.min(3, most);
            case PLAIN, EVERY_NODE, DATA, CONFIG -> most;
        };
        return new Wish("p" + number, kind, random, limit);
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    int atOnce() {
        return atOnce;
    }

    int stableSeconds() {
        return stableSeconds;
    }

    /** How many instances the longest service of it has; of one on every node, that many nodes. */
    int longest(int nodes) {
        return kind == Kind.EVERY_NODE ? nodes : count;
    }

    /** Wants another number. */
    void recount(Random random) {
        count = kind == Kind.KEEP || kind == Kind.LEASE ? 1 : 1 + random.nextInt(most);
    }

    /** Wants another image. */
    void reimage(Random random) {
        image = 1 + random.nextInt(IMAGES);
    }

    /** Wants an image that was never seen before. */
    void renew() {
        image++;
    }

    void reconfigure() {
        config++;
    }

    /** The image that is wanted now. */
    String image() {
        return name + ":" + image;
    }

    /** Some instance of it. */
    String anyAddress(Random random) {
        int number = 1 + random.nextInt(count);
        return kind == Kind.STACK ? "set-" + number + "/web-1" : "web-" + number;
    }

    String yaml() {
        return "project: " + name + "\nservices:\n" + web() + (kind == Kind.STACK ? base() : "")
                + "secrets:\n  word: generate\n" + stacks() + "run:\n" + run();
    }

    private String web() {
        return """
                  web:
                    image: "%s"
                    cpu: 0.1
                    memory: 50MB
                    ports: {http: 80}
                    env: {WORD: %s, CONFIG: "%s"%s}
                    update: {at-once: %d, stable-for: %ds, on-failure: rollback}
                %s%s""".formatted(image(), kind == Kind.EVERY_NODE ? "x" : "{secret: word}",
                kind == Kind.CONFIG ? 0 : config,
                kind == Kind.STACK ? ", BASE: \"${base.address}\"" : "", atOnce, stableSeconds,
                checked ? "    check: {http: /, every: 1s, grace: 5s}\n" : "", more());
    }

    private String more() {
        return switch (kind) {
            case DATA -> "    volumes: {/data: data}\n";
            case KEEP, LEASE -> "    exclusive: " + kind.name().toLowerCase(Locale.ROOT) + "\n";
            case CONFIG -> "    files: {/etc/app.conf: \"" + config + "\"}\n    reload: HUP\n";
            case STACK -> "    after: base\n";
            case PLAIN, EVERY_NODE -> "";
        };
    }

    private String base() {
        return """
                  base:
                    image: "base:1"
                    cpu: 0.1
                    memory: 50MB
                    ports: {sql: 3306}
                    env: {WORD: {secret: word}}
                    check: {tcp: sql, every: 1s}
                  front:
                    image: "front:1"
                    cpu: 0.1
                    memory: 50MB
                    ports: {http: 80}
                    files: {/etc/front.cfg: {template: front.cfg}}
                    reload: HUP
                    check: {tcp: http, every: 1s}
                """;
    }

    private String stacks() {
        return kind == Kind.STACK ? "stacks:\n  set: {base: 1, web: 1}\n" : "";
    }

    private String run() {
        return switch (kind) {
            case STACK -> "  set: " + count + "\n  front: 1\n";
            case EVERY_NODE -> "  web: every-node\n";
            case PLAIN, DATA, KEEP, LEASE, CONFIG -> "  web: " + count + "\n";
        };
    }

    /** Of the one template that any project refers to. */
    static String template() {
        return """
                {{#set/web}}
                server {{id}} {{address}}
                {{/set/web}}
                """;
    }
}
