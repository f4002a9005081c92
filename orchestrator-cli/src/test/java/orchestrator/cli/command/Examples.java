package orchestrator.cli.command;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;

/** Project files for tests. */
final class Examples {
    static final String HAPROXY = """
            backend lamp
            {{#lamp/apache}}
              server {{id}} {{address}} check
            {{/lamp/apache}}
            """;

    private Examples() {}

    static String lamp(int copies, String tag) {
        return """
                project: shop

                services:
                  mysql:
                    image: mysql:8.4
                    cpu: 1
                    memory: 1GB
                    ports: {sql: 3306}
                    env:
                      MYSQL_PASSWORD: {secret: db-password}
                    volumes: {/var/lib/mysql: data}
                    check: {run: mysqladmin ping -h 127.0.0.1}

                  apache:
                    image: registry.example.com/shop-php:TAG
                    cpu: 0.5
                    memory: 256MB
                    ports: {http: 80}
                    env:
                      DB_HOST: ${mysql.host}
                      DB_PORT: ${mysql.port}
                      DB_PASSWORD: {secret: db-password}
                    check: {http: /health}
                    after: [mysql]
                    update: {at-once: 1, stable-for: 15s}

                  haproxy:
                    image: haproxy:3.0
                    cpu: 0.5
                    memory: 128MB
                    ports: {http: 80}
                    publish: {http: 80}
                    files:
                      /usr/local/etc/haproxy/haproxy.cfg: {template: haproxy.cfg}
                    reload: HUP
                    check: {tcp: http}

                secrets:
                  db-password: generate

                stacks:
                  lamp: {mysql: 1, apache: 1}

                run:
                  lamp: COPIES
                  haproxy: 2
                """.replace("TAG", tag).replace("COPIES", Integer.toString(copies));
    }

    /** That text, as another person applies it. */
    static Revision byBob(String text, String change) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("haproxy.cfg", HAPROXY);
        return new Revision(new ProjectName("shop"), 0, "bob",
                Instant.parse("2026-11-22T14:00:00Z"), "desktop", change, "shop.yml", text, files,
                false);
    }

    /** Something that must never run twice. */
    static String cron() {
        return """
                project: night
                services:
                  cron:
                    image: cron:1
                    exclusive: keep
                run:
                  cron: 1
                """;
    }

    static String memcached(int count) {
        return """
                project: cache
                services:
                  memcached:
                    image: memcached:1.6
                    ports: {cache: 11211}
                    publish: {cache: 11211}
                    place: {apart: node}
                run:
                  memcached: COUNT
                """.replace("COUNT", Integer.toString(count));
    }
}
