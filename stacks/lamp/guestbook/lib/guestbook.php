<?php
declare(strict_types=1);

function setting(string $name): string
{
    $value = getenv($name);
    return $value === false ? '' : $value;
}

/** The entries of this copy, in the database that DB_HOST and DB_PORT name. */
final class Guestbook
{
    public const LONGEST = 500;

    private PDO $database;

    public function __construct()
    {
        $this->database = new PDO(
            sprintf('mysql:host=%s;port=%s;dbname=%s;charset=utf8mb4',
                setting('DB_HOST'), setting('DB_PORT'), setting('DB_NAME')),
            setting('DB_USER'), setting('DB_PASSWORD'), [PDO::ATTR_TIMEOUT => 2]);
        $this->database->exec('CREATE TABLE IF NOT EXISTS entry (
            id INT AUTO_INCREMENT PRIMARY KEY,
            text VARCHAR(500) NOT NULL,
            written_through VARCHAR(200) NOT NULL,
            written_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)');
    }

    public function count(): int
    {
        return (int) $this->database->query('SELECT COUNT(*) FROM entry')->fetchColumn();
    }

    /** Oldest first. */
    public function entries(): array
    {
        $rows = $this->database->query('SELECT id, text, written_through AS writtenThrough,
            written_at AS writtenAt FROM entry ORDER BY id');
        return $rows->fetchAll(PDO::FETCH_ASSOC);
    }

    public function write(string $text): array
    {
        $insert = $this->database->prepare(
            'INSERT INTO entry (text, written_through) VALUES (?, ?)');
        $insert->execute([$text, setting('INSTANCE')]);
        return ['id' => (int) $this->database->lastInsertId(), 'text' => $text,
            'writtenThrough' => setting('INSTANCE')];
    }
}
