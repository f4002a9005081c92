package orchestrator.reconciler.simulation;

/** The files that the scenarios apply. */
public final class Declarations {
    /** Path of the template that {@link #shop} refers to. */
    public static final String TEMPLATE = "haproxy.cfg";
    public static final String TEMPLATE_TEXT = """
            backend lamp
            {{#lamp/apache}}
              server {{id}} {{address}} check
            {{/lamp/apache}}
            """;

    private Declarations() {}

    /** LAMP stacks behind balancers, as many as asked for. */
    public static String shop(int lamps, int balancers) {
        return """
                project: shop
                services:
                  mysql:
                    image: mysql:8.4
                    cpu: 0.1
                    memory: 100MB
                    ports: {sql: 3306}
                    env: {PASSWORD: {secret: db-password}}
                    volumes: {/var/lib/mysql: data}
                    check: {tcp: sql, every: 1s}
                  apache:
                    image: shop-php:1
                    cpu: 0.1
                    memory: 100MB
                    ports: {http: 80}
                    env:
                      DB: ${mysql.address}
                      PASSWORD: {secret: db-password}
                    check: {http: /health, every: 1s}
                    after: [mysql]
                  haproxy:
                    image: haproxy:3.0
                    cpu: 0.1
                    memory: 100MB
                    ports: {http: 80}
                    publish: {http: 8080}
                    files:
                      /etc/haproxy.cfg: {template: haproxy.cfg}
                    reload: HUP
                    check: {tcp: http, every: 1s}
                secrets:
                  db-password: generate
                stacks:
                  lamp: {mysql: 1, apache: 1}
                run:
                  lamp: %d
                  haproxy: %d
                """.formatted(lamps, balancers);
    }

    /** Plain instances without data, of a given image. */
    public static String web(int count, String image) {
        return """
                project: web
                services:
                  web:
                    image: %s
                    cpu: 0.1
                    memory: 100MB
                    ports: {http: 80}
                    check: {http: /, every: 1s, grace: 20s}
                run:
                  web: %d
                """.formatted(image, count);
    }

    /** No two on one node. */
    public static String memcached(int count) {
        return """
                project: cache
                services:
                  memcached:
                    image: memcached:1.6
                    ports: {cache: 11211}
                    publish: {cache: 11211}
                    check: {tcp: cache, every: 1s}
                    place: {apart: node}
                run:
                  memcached: %d
                """.formatted(count);
    }

    /** One of which two must never run. */
    public static String ledger(String exclusive, String image) {
        return """
                project: bank
                services:
                  ledger:
                    image: %s
                    cpu: 0.1
                    memory: 100MB
                    exclusive: %s
                    ports: {http: 80}
                    check: {http: /, every: 1s, grace: 20s}
                run:
                  ledger: 1
                """.formatted(image, exclusive);
    }

    /**
     * Web servers of which two may run side by side, and caches of which two may not, as each has a
     * port of its node for itself; three of both, one after the other, stable after 3 s.
     */
    public static String site(String web, String cache) {
        return site(web, cache, "rollback");
    }

    public static String site(String web, String cache, String onFailure) {
        return """
                project: site
                services:
                  web:
                    image: "%s"
                    cpu: 0.1
                    memory: 100MB
                    ports: {http: 80}
                    check: {http: /health, every: 1s, grace: 5s}
                    update: {stable-for: 3s, on-failure: %s}
                  cache:
                    image: "%s"
                    cpu: 0.1
                    memory: 100MB
                    ports: {cache: 11211}
                    publish: {cache: 11211}
                    check: {tcp: cache, every: 1s, grace: 5s}
                    place: {apart: node}
                    update: {stable-for: 3s, on-failure: %s}
                run:
                  web: 3
                  cache: 3
                """.formatted(web, onFailure, cache, onFailure);
    }
}
