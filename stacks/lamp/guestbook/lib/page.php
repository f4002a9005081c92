<?php $entries = array_reverse((new Guestbook())->entries()); ?>
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Guestbook of <?= htmlspecialchars(setting('COPY')) ?></title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }
  li { margin: .5rem 0 } small { color: #666 } input { width: 70%; padding: .4rem; font: inherit }
  button { padding: .4rem 1rem; font: inherit }
</style>
<h1>Guestbook</h1>
<p>Served by <strong><?= htmlspecialchars(setting('INSTANCE')) ?></strong>, from the database of
<strong><?= htmlspecialchars(setting('COPY')) ?></strong>.</p>
<form method="post" action="/entries">
  <input name="text" maxlength="<?= Guestbook::LONGEST ?>" required autofocus placeholder="Say something">
  <button>Write</button>
</form>
<ul>
<?php foreach ($entries as $entry): ?>
  <li><?= htmlspecialchars($entry['text']) ?>
    <small><?= htmlspecialchars($entry['writtenAt'] . ', through ' . $entry['writtenThrough']) ?></small></li>
<?php endforeach ?>
</ul>
</html>
