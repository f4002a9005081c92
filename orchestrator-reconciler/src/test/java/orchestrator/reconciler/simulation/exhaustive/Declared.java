package orchestrator.reconciler.simulation.exhaustive;

/** What the stories apply: as little as tells each of them. */
final class Declared {
    private Declared() {}

    /** Web servers that are replaced one after the other, each after the next has shown itself. */
    static String site(int count, String image) {
        return """
                project: site
                services:
                  web:
                    image: %s
                    cpu: 0.1
                    memory: 100MB
                    ports: {http: 80}
                    check: {http: /health, every: 1s, grace: 5s}
                    update: {stable-for: 1s}
                run:
                  web: %d
                """.formatted(image, count);
    }

    /** Two that read a secret which a person sets. */
    static String vault() {
        return """
                project: vault
                services:
                  api:
                    image: api:1
                    cpu: 0.1
                    memory: 100MB
                    ports: {http: 80}
                    env: {TOKEN: {secret: token}}
                    check: {http: /health, every: 1s, grace: 5s}
                secrets:
                  token: given
                run:
                  api: 2
                """;
    }
}
