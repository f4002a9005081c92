<?php
declare(strict_types=1);

/*
 * The guestbook. Every answer names the copy that gave it (X-Served-By, X-Copy), because each copy
 * has a database of its own.
 *
 *   GET  /          the page
 *   GET  /entries   all entries of this copy, as JSON
 *   POST /entries   writes one (field "text") and answers with it; 303 to the page for a browser
 *   GET  /health    asks the database: 200, or 503 with the reason
 */

require '/usr/share/guestbook/guestbook.php';

header('X-Served-By: ' . setting('INSTANCE'));
header('X-Copy: ' . setting('COPY'));
header('Cache-Control: no-store');

try {
    answer($_SERVER['REQUEST_METHOD'], parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/');
} catch (PDOException $problem) {
    error_log('the database does not answer: ' . $problem->getMessage());
    plain(503, 'the database of ' . setting('COPY') . ' does not answer');
}

function answer(string $method, string $path): void
{
    match ([$method === 'HEAD' ? 'GET' : $method, $path]) {
        ['GET', '/'] => require '/usr/share/guestbook/page.php',
        ['GET', '/entries'] => json(200, ['servedBy' => setting('INSTANCE'),
            'copy' => setting('COPY'), 'entries' => (new Guestbook())->entries()]),
        ['POST', '/entries'] => written(trim((string) ($_POST['text'] ?? ''))),
        ['GET', '/health'] => plain(200, 'ok, ' . (new Guestbook())->count() . ' entries'),
        default => plain(404, 'nothing here'),
    };
}

function written(string $text): void
{
    $length = (int) @iconv_strlen($text, 'UTF-8'); // 0 where it is not UTF-8 at all
    if ($length < 1 || $length > Guestbook::LONGEST) {
        plain(400, 'text must have 1 to ' . Guestbook::LONGEST . ' characters');
        return;
    }
    $entry = (new Guestbook())->write($text);
    if (str_contains($_SERVER['HTTP_ACCEPT'] ?? '', 'text/html')) {
        header('Location: /', true, 303);
        return;
    }
    json(201, ['servedBy' => setting('INSTANCE'), 'copy' => setting('COPY'), 'entry' => $entry]);
}

function json(int $status, array $body): void
{
    http_response_code($status);
    header('Content-Type: application/json');
    echo json_encode($body, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE), "\n";
}

function plain(int $status, string $text): void
{
    http_response_code($status);
    header('Content-Type: text/plain; charset=utf-8');
    echo $text, "\n";
}
