package orchestrator.core.declaration;

import orchestrator.core.model.SourceMark;

/** A value and where it stands in the file. */
record Marked<T>(T value, SourceMark mark) {}
